package dev.loquat.text.name;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Builds names.bin: {@code BuildNameLexicon DATA OUT}; it learns from none of the data. */
public final class BuildNameLexicon {
  private BuildNameLexicon() {}

  public static void main(String[] args) throws Exception {
    Map<Listing, Map<String, String>> lists = new EnumMap<>(Listing.class);
    lists.put(Listing.LATIN, Datafaker.names());
    byte[] file = NameLexicon.bytes(lists);
    Files.write(Path.of(args[1]), file);
    lists.forEach((list, words) -> System.out.println(list + " " + words.size() + " words"));
    System.out.println(file.length + " bytes");
  }
}

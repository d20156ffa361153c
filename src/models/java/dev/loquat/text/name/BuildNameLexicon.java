package dev.loquat.text.name;

import dev.loquat.text.zh.HanLpNames;
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
    lists.put(Listing.SOUND, HanLpNames.sounds());
    lists.put(Listing.TRANSLITERATED, HanLpNames.transliterated());
    lists.put(Listing.JAPANESE, HanLpNames.japanese());
    lists.put(Listing.PERSON, HanLpNames.persons());
    lists.put(Listing.PLACE, HanLpNames.places());
    lists.put(Listing.ORGANISATION, HanLpNames.organisations());
    Map<String, String> clusters = Nlp4j.clusters();
    lists.put(Listing.CLUSTER, clusters);
    lists.put(Listing.IN_NAMES, Nlp4j.inNames(clusters.keySet()));
    byte[] file = NameLexicon.bytes(lists);
    Files.write(Path.of(args[1]), file);
    lists.forEach((list, words) -> System.out.println(list + " " + words.size() + " words"));
    System.out.println(file.length + " bytes");
  }
}

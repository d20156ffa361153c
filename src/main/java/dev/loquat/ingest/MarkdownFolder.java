package dev.loquat.ingest;

import dev.loquat.store.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A folder of Markdown and text files, as documents. */
public final class MarkdownFolder {
  private static final List<String> ENDINGS = List.of(".md", ".txt");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private MarkdownFolder() {}

  /** The files of a folder that are documents, by path. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  /** All documents of a folder, by path. */
  public static List<Document> read(Path folder) throws IOException {
    List<Document> out = new ArrayList<>();
    for (Path file : files(folder)) {
      out.add(document(folder, file));
    }
    return out;
  }

  /**
   * One file of a folder. {@code en/ingest.md} has the id {@code en/ingest}, its first heading as
   * title, and in its metadata its {@code path}, and {@code lang} if its first folder is named by a
   * language's code.
   *
   * @throws java.nio.charset.CharacterCodingException if the file is not UTF-8
   */
  public static Document document(Path folder, Path file) throws IOException {
    String text = Files.readString(file);
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("path", path(folder, file));
    Path relative = folder.relativize(file);
    if (relative.getNameCount() > 1 && LANGUAGES.contains(relative.getName(0).toString())) {
      metadata.put("lang", relative.getName(0).toString());
    }
    String id = id(folder, file);
    return new Document(id, title(text).orElse(id), text, Optional.empty(), metadata);
  }

  /** The id of a file's document: its path below the folder, without its ending. */
  public static String id(Path folder, Path file) {
    String path = path(folder, file);
    return path.substring(0, path.lastIndexOf('.'));
  }

  private static String path(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static Optional<String> title(String text) {
    return Blocks.of(text).stream()
        .filter(block -> block.kind() == Blocks.Kind.HEADING)
        .map(Blocks.Block::title)
        .findFirst();
  }
}

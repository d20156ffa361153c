package dev.loquat.ingest;

import dev.loquat.extract.Extracted;
import dev.loquat.store.Document;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file's text as a document. Nothing in its passages comes from the file's name or place, so that
 * a file that is only moved keeps them.
 */
public final class FileDocument {
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private FileDocument() {}

  /**
   * The document of a file: its title is the one that the file declares, else its first heading,
   * else empty; its metadata have {@code path} and {@code format}, and {@code lang} if its first
   * folder is named by a language's code.
   *
   * @param path of the file below its folder, with slashes
   */
  public static Document of(String path, Extracted file) {
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("path", path);
    metadata.put("format", file.format().endings().getFirst());
    int slash = path.indexOf('/');
    if (slash > 0 && LANGUAGES.contains(path.substring(0, slash))) {
      metadata.put("lang", path.substring(0, slash));
    }
    String title = file.title().or(() -> firstHeading(file.text())).orElse("");
    return new Document(id(path), title, file.text(), Optional.empty(), metadata);
  }

  /** The id of a file's document: its path; {@code .md} is left out. */
  public static String id(String path) {
    return path.endsWith(".md") ? path.substring(0, path.length() - 3) : path;
  }

  /** A file's path below a folder, with slashes. */
  public static String path(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static Optional<String> firstHeading(String text) {
    return Blocks.of(text).stream()
        .filter(block -> block.kind() == Blocks.Kind.HEADING && !block.title().isEmpty())
        .map(Blocks.Block::title)
        .findFirst();
  }
}

package dev.loquat.ingest;

import dev.loquat.store.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a folder of Markdown pages whose first level of folders names their language. */
public final class MarkdownFolder {

  private MarkdownFolder() {}

  /**
   * The pages below {@code folder/<language>/}, by path. The page {@code en/ingest.md} has the id
   * {@code en-ingest}, its first heading as title, and {@code lang} and {@code path} in its
   * metadata.
   */
  public static List<Document> read(Path folder) throws IOException {
    List<Document> out = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> folder.relativize(file).getNameCount() > 1)
          .sorted()
          .forEach(file -> out.add(page(folder, file)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return out;
  }

  private static Document page(Path folder, Path file) {
    try {
      String text = Files.readString(file);
      String path = folder.relativize(file).toString().replace('\\', '/');
      String name = path.substring(0, path.length() - ".md".length());
      String title =
          Blocks.of(text).stream()
              .filter(block -> block.kind() == Blocks.Kind.HEADING)
              .map(Blocks.Block::title)
              .findFirst()
              .orElse(name);
      String language = path.substring(0, path.indexOf('/'));
      return new Document(
          name.replace('/', '-'),
          title,
          text,
          Optional.empty(),
          Map.of("lang", language, "path", path));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}

package dev.loquat.ingest;

import dev.loquat.extract.Extracted;
import dev.loquat.extract.Format;
import dev.loquat.store.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of Markdown pages, as documents. */
public final class MarkdownFolder {
  private MarkdownFolder() {}

  /** The files of a folder that are documents, by path. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".md"))
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
   * One file of a folder, as {@link FileDocument} has it.
   *
   * @throws java.nio.charset.CharacterCodingException if the file is not UTF-8
   */
  public static Document document(Path folder, Path file) throws IOException {
    return FileDocument.of(
        FileDocument.path(folder, file),
        new Extracted(Format.MARKDOWN, Optional.empty(), Files.readString(file)));
  }
}

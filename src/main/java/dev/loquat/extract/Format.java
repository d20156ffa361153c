package dev.loquat.extract;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files whose text can be read, by the endings of their names. */
public enum Format {
  MARKDOWN("md", "markdown"),
  TEXT("txt"),
  HTML("html", "htm"),
  PDF("pdf"),
  DOCX("docx"),
  PPTX("pptx"),
  XLSX("xlsx"),
  CSV("csv"),
  JSON("json");

  private final List<String> endings;

  Format(String... endings) {
    this.endings = List.of(endings);
  }

  /** The endings of such files, without the dot, the usual one first. */
  public List<String> endings() {
    return endings;
  }

  /** The format that a file's name promises; case does not matter. */
  public static Optional<Format> of(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (Format format : values()) {
      if (format.endings.contains(ending) && ending.length() < fileName.length()) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}

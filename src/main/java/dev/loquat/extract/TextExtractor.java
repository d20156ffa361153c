package dev.loquat.extract;

import dev.loquat.extract.ExtractException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the text of files, within limits. Immutable. */
public final class TextExtractor {
  private final ExtractLimits limits;

  public TextExtractor(ExtractLimits limits) {
    this.limits = limits;
  }

  /**
   * The text of a file.
   *
   * @throws ExtractException if it has none, or none that can be had within the limits
   * @throws IOException if the file itself cannot be read
   */
  public Extracted extract(Path file) throws IOException {
    checkSize(Files.size(file));
    return extract(String.valueOf(file.getFileName()), Files.readAllBytes(file));
  }

  /**
   * The text of a file's bytes.
   *
   * @param name the file's name, whose ending tells the format
   * @throws ExtractException if it has none, or none that can be had within the limits
   */
  public Extracted extract(String name, byte[] bytes) {
    Format format =
        Format.of(name)
            .orElseThrow(
                () ->
                    new ExtractException(
                        Reason.FORMAT, "is of no known format; known: " + known()));
    checkSize(bytes.length);
    if (bytes.length == 0) {
      throw new ExtractException(Reason.EMPTY, "is empty");
    }
    Extracted read = read(format, bytes, new Budget(limits));
    if (read.text().isBlank()) {
      throw new ExtractException(Reason.EMPTY, "has no text");
    }
    return read;
  }

  private static Extracted read(Format format, byte[] bytes, Budget budget) {
    return switch (format) {
      case MARKDOWN, TEXT -> PlainText.read(format, bytes, budget);
      case HTML -> Html.read(bytes, budget);
      case PDF -> Pdf.read(bytes, budget);
      case DOCX -> Docx.read(bytes, budget);
      case PPTX -> Pptx.read(bytes, budget);
      case XLSX -> Xlsx.read(bytes, budget);
      case CSV -> Csv.read(bytes, budget);
      case JSON -> JsonText.read(bytes, budget);
    };
  }

  private void checkSize(long bytes) {
    if (bytes > limits.bytes()) {
      throw new ExtractException(
          Reason.LIMIT, "has " + bytes + " bytes, more than " + Budget.mebibytes(limits.bytes()));
    }
  }

  private static String known() {
    StringBuilder out = new StringBuilder();
    for (Format format : Format.values()) {
      out.append(out.isEmpty() ? "" : ", ").append(String.join(", ", format.endings()));
    }
    return out.toString();
  }
}

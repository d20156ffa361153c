package dev.loquat.extract;

import dev.loquat.extract.ExtractException.Reason;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * PDF by PDFBox. Neither forms (XFA) nor metadata (XMP) are parsed, so that no XML of a PDF is ever
 * read.
 */
final class Pdf {
  private static final int HEADER_WITHIN = 1024;

  private Pdf() {}

  static Extracted read(byte[] bytes, Budget budget) {
    if (!hasHeader(bytes)) {
      throw new ExtractException(Reason.FORMAT, "is no PDF: it does not begin with %PDF");
    }
    PdfStreams.check(bytes, budget);
    try (PDDocument document =
        Loader.loadPDF(
            new RandomAccessReadBuffer(bytes),
            "",
            null,
            null,
            IOUtils.createMemoryOnlyStreamCache())) {
      budget.checkPages(document.getNumberOfPages());
      new Stripper(budget).writeText(document, new Sink(budget));
      Optional<String> title =
          Optional.ofNullable(document.getDocumentInformation().getTitle()).filter(Pdf::isTitle);
      return new Extracted(Format.PDF, title, unwrap(budget.text()));
    } catch (InvalidPasswordException e) {
      throw new ExtractException(
          Reason.ENCRYPTED, "is encrypted: it opens with a password only", e);
    } catch (IOException | RuntimeException e) {
      throw failure(e);
    } catch (StackOverflowError e) {
      throw new ExtractException(Reason.BROKEN, "is nested too deeply to be read", e);
    } catch (OutOfMemoryError e) {
      throw new ExtractException(Reason.LIMIT, "needs more memory than there is", e);
    }
  }

  private static ExtractException failure(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ExtractException told) {
        return told;
      }
    }
    return ExtractException.broken("a broken PDF", e);
  }

  private static boolean hasHeader(byte[] bytes) {
    for (int i = 0; i + 4 < Math.min(bytes.length, HEADER_WITHIN); i++) {
      if (bytes[i] == '%' && bytes[i + 1] == 'P' && bytes[i + 2] == 'D' && bytes[i + 3] == 'F') {
        return true;
      }
    }
    return false;
  }

  /** What people wrote, not what programs put there. */
  private static boolean isTitle(String title) {
    String lower = title.strip().toLowerCase(Locale.ROOT);
    return !lower.isEmpty()
        && !lower.startsWith("microsoft ")
        && !lower.startsWith("untitled")
        && !lower.matches(".*\\.[a-z]{2,5}")
        && title.chars().noneMatch(c -> c < ' ' || c == 0xFFFD);
  }

  /** Lines of Chinese or Japanese go on without a space; a page's lines are no sentences. */
  private static String unwrap(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean wrapped =
          c == '\n'
              && i > 0
              && i + 1 < text.length()
              && isWide(text.charAt(i - 1))
              && isWide(text.charAt(i + 1));
      if (!wrapped && c != '\0') {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isWide(char c) {
    return c >= 0x2E80 && !Character.isSurrogate(c);
  }

  private static final class Stripper extends PDFTextStripper {
    private final Budget budget;

    Stripper(Budget budget) {
      this.budget = budget;
      setLineSeparator("\n");
      setParagraphEnd("\n");
      setPageEnd("\n");
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      budget.checkTime();
      super.processOperator(operator, operands);
    }
  }

  private static final class Sink extends Writer {
    private final Budget budget;

    Sink(Budget budget) {
      this.budget = budget;
    }

    @Override
    public void write(char[] characters, int from, int length) {
      budget.append(new String(characters, from, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

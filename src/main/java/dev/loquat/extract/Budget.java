package dev.loquat.extract;

import dev.loquat.extract.ExtractException.Reason;

/** What one reading has used up of its limits, and the text it has gathered. For one thread. */
final class Budget {
  private final ExtractLimits limits;
  private final long deadline;
  private final StringBuilder text = new StringBuilder();
  private long inflated;

  Budget(ExtractLimits limits) {
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.time().toNanos();
  }

  ExtractLimits limits() {
    return limits;
  }

  /** Called in every loop whose turns the file decides. */
  void checkTime() {
    if (System.nanoTime() - deadline > 0) {
      throw new ExtractException(
          Reason.LIMIT, "takes longer to read than " + limits.time().toSeconds() + " s");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new ExtractException(Reason.LIMIT, "was not read to its end: interrupted");
    }
  }

  /** Counts what came out of compression. */
  void inflate(long bytes) {
    inflated += bytes;
    if (inflated > limits.inflated()) {
      throw new ExtractException(
          Reason.LIMIT, "inflates to more than " + mebibytes(limits.inflated()));
    }
    checkTime();
  }

  void checkPages(int pages) {
    if (pages > limits.pages()) {
      throw new ExtractException(
          Reason.LIMIT, "has " + pages + " pages, more than " + limits.pages());
    }
  }

  Budget append(CharSequence more) {
    if (text.length() + more.length() > limits.characters()) {
      throw new ExtractException(
          Reason.LIMIT, "has more text than " + limits.characters() + " characters");
    }
    text.append(more);
    return this;
  }

  Budget append(char c) {
    return append(String.valueOf(c));
  }

  /** Ends a line, unless nothing stands on it. */
  void endLine() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      append('\n');
    }
  }

  /** Ends a paragraph: one blank line, however often it is called. */
  void endParagraph() {
    endLine();
    int n = text.length();
    if (n > 1 && text.charAt(n - 2) != '\n') {
      append('\n');
    }
  }

  /** Whether nothing stands on the current line. */
  boolean atLineStart() {
    return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
  }

  /** Whether the text so far ends so. */
  boolean endsWith(String end) {
    int n = text.length() - end.length();
    return n >= 0 && text.indexOf(end, n) == n;
  }

  String text() {
    return text.toString();
  }

  static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}

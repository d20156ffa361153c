package dev.loquat.prompt.pattern;

/** A text is not a regular expression; the message says what was found at which offset. */
public final class PatternException extends Exception {
  private static final long serialVersionUID = 1L;

  PatternException(String message) {
    super(message);
  }
}

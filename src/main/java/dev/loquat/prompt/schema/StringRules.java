package dev.loquat.prompt.schema;

import dev.loquat.prompt.pattern.LinearPattern;
import org.jspecify.annotations.Nullable;

/** {@code minLength}, {@code maxLength} (in code points), {@code pattern}, {@code format}. */
final class StringRules {
  private StringRules() {}

  /** Both bounds of the length. */
  static final class Length extends FlatRule {
    private final int least;
    private final int most;

    Length(int least, int most) {
      this.least = least;
      this.most = most;
    }

    int least() {
      return least;
    }

    int most() {
      return most;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof String text)) {
        return true;
      }
      int units = text.length();
      // A code point is one or two units, so most strings need no counting.
      if (units <= most && units >= 2L * least) {
        return true;
      }
      int length = text.codePointCount(0, units);
      if (length >= least && length <= most) {
        return true;
      }
      if (run.fast) {
        return false;
      }
      return length < least
          ? run.fail(Message.MIN_LENGTH, least, length)
          : run.fail(Message.MAX_LENGTH, most, length);
    }
  }

  /** {@code pattern}. */
  static final class Matching extends FlatRule {
    private final LinearPattern pattern;

    Matching(LinearPattern pattern) {
      this.pattern = pattern;
    }

    LinearPattern pattern() {
      return pattern;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof String text)) {
        return true;
      }
      if (run.finds(pattern, text)) {
        return true;
      }
      return run.fast ? false : run.fail(Message.PATTERN, pattern.source());
    }
  }

  /** {@code format} where it asserts. */
  static final class Formatted extends FlatRule {
    private final String name;
    private final Formats.Format format;

    Formatted(String name, Formats.Format format) {
      this.name = name;
      this.format = format;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof String text) || format.matches(text)) {
        return true;
      }
      return run.fast ? false : run.fail(Message.FORMAT, name);
    }
  }
}

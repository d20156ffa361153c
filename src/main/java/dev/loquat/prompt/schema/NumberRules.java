package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonNumbers;
import org.jspecify.annotations.Nullable;

/** {@code multipleOf}, {@code minimum}, {@code maximum} and their exclusive forms. */
final class NumberRules {
  private NumberRules() {}

  /** {@code multipleOf}. */
  static final class Multiple extends FlatRule {
    private final Number divisor;

    Multiple(Number divisor) {
      this.divisor = divisor;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Number number) || JsonNumbers.isMultiple(number, divisor)) {
        return true;
      }
      return run.fast ? false : run.fail(Message.MULTIPLE, JsonNumbers.text(divisor));
    }
  }

  /** Both inclusive bounds, either of which may be missing. */
  static final class Range extends FlatRule {
    private final @Nullable Number least;
    private final @Nullable Number most;

    /** The same bounds for whole numbers, where they are whole numbers themselves. */
    private final long low;

    private final long high;
    private final boolean whole;

    Range(@Nullable Number least, @Nullable Number most) {
      this.least = least;
      this.most = most;
      whole =
          (least == null || JsonNumbers.isSmall(least))
              && (most == null || JsonNumbers.isSmall(most));
      low = whole && least != null ? least.longValue() : Long.MIN_VALUE;
      high = whole && most != null ? most.longValue() : Long.MAX_VALUE;
    }

    boolean isWhole() {
      return whole;
    }

    long low() {
      return low;
    }

    long high() {
      return high;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Number number) || contains(number)) {
        return true;
      }
      return run.fast ? false : fail(run);
    }

    private boolean contains(Number number) {
      if (whole && (number instanceof Long || number instanceof Integer)) {
        long exact = number.longValue();
        return exact >= low && exact <= high;
      }
      return (least == null || JsonNumbers.compare(number, least) >= 0)
          && (most == null || JsonNumbers.compare(number, most) <= 0);
    }

    private boolean fail(Run run) {
      if (least != null && most != null) {
        return run.fail(Message.RANGE, JsonNumbers.text(least), JsonNumbers.text(most));
      }
      if (least != null) {
        return run.fail(Message.MINIMUM, JsonNumbers.text(least));
      }
      return most == null || run.fail(Message.MAXIMUM, JsonNumbers.text(most));
    }
  }

  /** {@code exclusiveMinimum} or {@code exclusiveMaximum}. */
  static final class Beyond extends FlatRule {
    private final Number bound;
    private final boolean above;

    Beyond(Number bound, boolean above) {
      this.bound = bound;
      this.above = above;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Number number)) {
        return true;
      }
      int order = JsonNumbers.compare(number, bound);
      if (above ? order > 0 : order < 0) {
        return true;
      }
      if (run.fast) {
        return false;
      }
      Message message = above ? Message.EXCLUSIVE_MINIMUM : Message.EXCLUSIVE_MAXIMUM;
      return run.fail(message, JsonNumbers.text(bound));
    }
  }
}

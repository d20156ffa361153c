package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonNumbers;
import org.jspecify.annotations.Nullable;

/** {@code multipleOf}, {@code minimum}, {@code maximum} and their exclusive forms. */
final class NumberRules {
  private NumberRules() {}

  /** {@code multipleOf}. */
  static final class Multiple extends Rule {
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
  static final class Range extends Rule {
    private final @Nullable Number least;
    private final @Nullable Number most;

    Range(@Nullable Number least, @Nullable Number most) {
      this.least = least;
      this.most = most;
    }

    @Override
    boolean check(@Nullable Object value, Run run, @Nullable Marks marks) {
      if (!(value instanceof Number number)) {
        return true;
      }
      boolean high = least == null || JsonNumbers.compare(number, least) >= 0;
      boolean low = most == null || JsonNumbers.compare(number, most) <= 0;
      if (high && low) {
        return true;
      }
      return run.fast ? false : fail(run);
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
  static final class Beyond extends Rule {
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

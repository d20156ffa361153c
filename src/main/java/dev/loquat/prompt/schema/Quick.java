package dev.loquat.prompt.schema;

import dev.loquat.prompt.pattern.LinearPattern;
import org.jspecify.annotations.Nullable;

/**
 * What a schema of the usual keywords asks of strings and whole numbers, in one object: no call
 * through {@link Rule} for each keyword, which is what most of the time of small values went to.
 * Answers for those values only, and only yes or no.
 */
final class Quick {
  private boolean strings = true;
  private boolean wholes = true;
  private int least;
  private int most = Integer.MAX_VALUE;
  private boolean measured;
  private long low = Long.MIN_VALUE;
  private long high = Long.MAX_VALUE;
  private Object @Nullable [] few;
  private @Nullable LinearPattern pattern;

  private Quick() {}

  /** The same rules as one; null where one of them is of another kind. */
  static @Nullable Quick of(Rule[] rules) {
    var quick = new Quick();
    for (Rule rule : rules) {
      if (!quick.take(rule)) {
        return null;
      }
    }
    return quick;
  }

  private boolean take(Rule rule) {
    switch (rule) {
      case ValueRules.Type type -> {
        strings &= type.allowsStrings();
        wholes &= type.allowsWholes();
      }
      case StringRules.Length length -> {
        least = length.least();
        most = length.most();
        measured = true;
      }
      case NumberRules.Range range when range.isWhole() -> {
        low = range.low();
        high = range.high();
      }
      case ValueRules.OneOf oneOf when oneOf.few() != null -> few = oneOf.few();
      case StringRules.Matching matching when pattern == null -> pattern = matching.pattern();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whether the rules answer for this value. */
  boolean answersFor(@Nullable Object value) {
    return value instanceof String
        || (few == null && (value instanceof Integer || value instanceof Long));
  }

  boolean isValid(@Nullable Object value, Run run) {
    if (value instanceof String text) {
      return strings && isMember(text) && (!measured || isLong(text)) && matches(text, run);
    }
    if (value instanceof Number number) {
      long exact = number.longValue();
      return wholes && exact >= low && exact <= high;
    }
    return false;
  }

  private boolean isMember(String text) {
    Object[] members = few;
    if (members == null) {
      return true;
    }
    for (Object member : members) {
      if (text.equals(member)) {
        return true;
      }
    }
    return false;
  }

  /** A code point is one or two units, so most strings need no counting. */
  private boolean isLong(String text) {
    int units = text.length();
    if (units <= most && units >= 2L * least) {
      return true;
    }
    int length = text.codePointCount(0, units);
    return length >= least && length <= most;
  }

  private boolean matches(String text, Run run) {
    LinearPattern wanted = pattern;
    return wanted == null || run.finds(wanted, text);
  }
}

package dev.loquat.prompt.template;

import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonNumbers;
import dev.loquat.prompt.value.JsonText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How values are tested and printed, as Handlebars does it, but for objects: they are JSON. */
final class Texts {
  private Texts() {}

  /** Handlebars' truth: absent, null, false, "", 0, NaN and the empty array are false. */
  static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case String text -> !text.isEmpty();
      case Number number -> !isZero(number);
      case List<?> list -> !list.isEmpty();
      case JsonNull none -> false;
      default -> true;
    };
  }

  private static boolean isZero(Number number) {
    double value = number.doubleValue();
    return Double.isNaN(value)
        || (value == 0 && (JsonNumbers.isSmall(number) || JsonNumbers.exact(number).signum() == 0));
  }

  /** Truth where 0 counts as true. */
  static boolean isPresent(@Nullable Object value) {
    return value instanceof Number number ? !Double.isNaN(number.doubleValue()) : isTrue(value);
  }

  static void write(@Nullable Object value, CharSink out) {
    if (value instanceof String text) {
      out.append(text);
    } else {
      writeOther(value, out);
    }
  }

  private static void writeOther(@Nullable Object value, CharSink out) {
    switch (value) {
      case null -> {}
      case Long number -> out.append(number.longValue());
      case Integer number -> out.append(number.longValue());
      case JsonNull none -> {}
      default -> out.append(of(value));
    }
  }

  /** The value as it is printed. */
  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case JsonNull none -> "";
      case Number number -> JsonNumbers.text(number);
      case List<?> list -> joined(list, ",", 0);
      case Map<?, ?> map -> JsonText.write(map);
      default -> value.toString();
    };
  }

  static String joined(List<?> list, String separator, int depth) {
    if (depth > 64) {
      throw new RenderException("an array is nested deeper than 64");
    }
    var text = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        text.append(separator);
      }
      Object item = list.get(i);
      text.append(item instanceof List<?> inner ? joined(inner, ",", depth + 1) : of(item));
    }
    return text.toString();
  }
}

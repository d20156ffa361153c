package dev.loquat.prompt.value;

import org.jspecify.annotations.Nullable;

/** JSON's {@code null} as a value, told apart from "absent". */
public enum JsonNull {
  /** The only value. */
  NULL;

  /** Whether the value is JSON's null, in either of its two Java forms. */
  public static boolean is(@Nullable Object value) {
    return value == null || value == NULL;
  }

  /** The value itself, or {@link #NULL} for a Java null. */
  public static Object of(@Nullable Object value) {
    return value == null ? NULL : value;
  }

  @Override
  public String toString() {
    return "null";
  }
}

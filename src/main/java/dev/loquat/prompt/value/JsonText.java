package dev.loquat.prompt.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads JSON text (RFC 8259). */
public final class JsonText {
  /** Deeper values than this are refused by reader and writer. */
  static final int MAX_DEPTH = 512;

  private JsonText() {}

  /**
   * Reads one JSON value: objects keep their order, whole numbers are {@link Long} or {@link
   * java.math.BigInteger}, others {@link java.math.BigDecimal}. Throws {@link
   * IllegalArgumentException} with the offset of what is wrong; of two equal keys the last wins.
   */
  public static Object read(String json) {
    return new JsonReader(json).document();
  }

  /** The value as compact JSON. */
  public static String write(@Nullable Object value) {
    var out = new StringBuilder();
    write(value, out, 0, 0);
    return out.toString();
  }

  /** The value as JSON of several lines, indented by {@code indent} (1 to 8) spaces. */
  public static String write(@Nullable Object value, int indent) {
    var out = new StringBuilder();
    write(value, out, Math.clamp(indent, 0, 8), 0);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out, int indent, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("value is nested deeper than " + MAX_DEPTH);
    }
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> writeMap(map, out, indent, depth);
      case List<?> list -> writeList(list, out, indent, depth);
      case Number number -> writeNumber(number, out);
      case Boolean flag -> out.append(flag.booleanValue());
      case JsonNull none -> out.append("null");
      default -> quote(value.toString(), out);
    }
  }

  private static void writeNumber(Number number, StringBuilder out) {
    String text = JsonNumbers.text(number);
    out.append(Character.isLetter(text.charAt(text.length() - 1)) ? "null" : text);
  }

  private static void writeMap(Map<?, ?> map, StringBuilder out, int indent, int depth) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      newLine(out, indent, depth + 1);
      quote(String.valueOf(entry.getKey()), out);
      out.append(indent > 0 ? ": " : ":");
      write(entry.getValue(), out, indent, depth + 1);
    }
    if (!first) {
      newLine(out, indent, depth);
    }
    out.append('}');
  }

  private static void writeList(List<?> list, StringBuilder out, int indent, int depth) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      newLine(out, indent, depth + 1);
      write(list.get(i), out, indent, depth + 1);
    }
    if (!list.isEmpty()) {
      newLine(out, indent, depth);
    }
    out.append(']');
  }

  private static void newLine(StringBuilder out, int indent, int depth) {
    if (indent > 0) {
      out.append('\n').repeat(" ", indent * depth);
    }
  }

  /** Appends the text as a JSON string with its quotes. */
  public static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ' || isLoneSurrogate(text, i)) {
            out.append("\\u").append(hex(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private static String hex(char c) {
    String digits = Integer.toHexString(c);
    return "0".repeat(4 - digits.length()) + digits;
  }
}

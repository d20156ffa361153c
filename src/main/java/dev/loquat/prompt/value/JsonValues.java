package dev.loquat.prompt.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality and type names of JSON values. */
public final class JsonValues {
  private JsonValues() {}

  /** JSON's equality: numbers by value, objects without order, null in both forms. */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left == right || (JsonNull.is(left) && JsonNull.is(right))) {
      return true;
    }
    if (left == null || right == null) {
      return false;
    }
    if (left instanceof Number a && right instanceof Number b) {
      return JsonNumbers.compare(a, b) == 0;
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return equalMaps(a, b);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return equalLists(a, b);
    }
    return left.equals(right);
  }

  private static boolean equalMaps(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      if (!right.containsKey(entry.getKey())
          || !equal(entry.getValue(), right.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalLists(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** A hash that agrees with {@link #equal}. */
  public static int hash(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case JsonNull none -> 0;
      case Number number -> Double.hashCode(number.doubleValue() + 0.0);
      case List<?> list -> {
        int hash = 1;
        for (Object item : list) {
          hash = 31 * hash + hash(item);
        }
        yield hash;
      }
      case Map<?, ?> map -> {
        int hash = 7;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          hash += entry.getKey().hashCode() ^ hash(entry.getValue());
        }
        yield hash;
      }
      default -> value.hashCode();
    };
  }

  /** JSON Schema's name of the value's type; whole numbers are "integer". */
  public static String typeName(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case JsonNull none -> "null";
      case String text -> "string";
      case Boolean flag -> "boolean";
      case Number number -> JsonNumbers.isInteger(number) ? "integer" : "number";
      case List<?> list -> "array";
      case Map<?, ?> map -> "object";
      default -> value.getClass().getSimpleName();
    };
  }
}

package dev.loquat.prompt.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON pointers (RFC 6901) over plain values. */
public final class JsonPointer {
  private JsonPointer() {}

  /** {@code parent} with one more step: {@code /a} and {@code b/c} make {@code /a/b~1c}. */
  public static String child(String parent, String key) {
    return parent + "/" + escape(key);
  }

  /** {@code parent} with an array index. */
  public static String child(String parent, int index) {
    return parent + "/" + index;
  }

  /** A key as it is written in a pointer. */
  public static String escape(String key) {
    if (key.indexOf('~') < 0 && key.indexOf('/') < 0) {
      return key;
    }
    return key.replace("~", "~0").replace("/", "~1");
  }

  /** The steps of a pointer; the empty pointer has none. */
  public static List<String> steps(String pointer) {
    var steps = new ArrayList<String>();
    int from = 1;
    while (from <= pointer.length() && !pointer.isEmpty()) {
      int slash = pointer.indexOf('/', from);
      int end = slash < 0 ? pointer.length() : slash;
      steps.add(pointer.substring(from, end).replace("~1", "/").replace("~0", "~"));
      from = end + 1;
    }
    return steps;
  }

  /** The value that the pointer leads to, or empty where a step does not exist. */
  public static Optional<Object> find(Object root, String pointer) {
    @Nullable Object at = root;
    for (String step : steps(pointer)) {
      at = step(at, step);
      if (at == null) {
        return Optional.empty();
      }
    }
    return Optional.of(JsonNull.of(at));
  }

  private static @Nullable Object step(@Nullable Object at, String step) {
    return switch (at) {
      case Map<?, ?> map -> map.containsKey(step) ? JsonNull.of(map.get(step)) : null;
      case List<?> list -> {
        int index = index(step);
        yield index >= 0 && index < list.size() ? JsonNull.of(list.get(index)) : null;
      }
      case null, default -> null;
    };
  }

  /** The step as an array index, or -1 where it is none (leading zeros are not allowed). */
  public static int index(String step) {
    int length = step.length();
    if (length == 0 || length > 9 || (length > 1 && step.charAt(0) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < length; i++) {
      char c = step.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}

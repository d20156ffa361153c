package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonNumbers;
import dev.loquat.prompt.value.JsonPointer;
import dev.loquat.prompt.value.JsonValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Typed access to the keywords of one schema object; what has the wrong type is a problem. */
final class Keywords {
  private final Map<?, ?> schema;
  private final String pointer;
  private final Problems problems;

  Keywords(Map<?, ?> schema, String pointer, Problems problems) {
    this.schema = schema;
    this.pointer = pointer;
    this.problems = problems;
  }

  boolean has(String keyword) {
    return schema.containsKey(keyword);
  }

  @Nullable Object get(String keyword) {
    return schema.get(keyword);
  }

  String pointer(String keyword) {
    return JsonPointer.child(pointer, keyword);
  }

  void wrong(String keyword, String expected) {
    problems.add(
        pointer(keyword),
        "'"
            + keyword
            + "' must be "
            + expected
            + ", not "
            + JsonValues.typeName(schema.get(keyword)));
  }

  @Nullable Number number(String keyword) {
    if (!has(keyword)) {
      return null;
    }
    if (schema.get(keyword) instanceof Number number) {
      return number;
    }
    wrong(keyword, "a number");
    return null;
  }

  /** A size or count, not negative. */
  int count(String keyword, int fallback) {
    Number number = number(keyword);
    if (number == null) {
      return fallback;
    }
    if (!JsonNumbers.isInteger(number) || JsonNumbers.compare(number, 0) < 0) {
      problems.add(
          pointer(keyword),
          "'" + keyword + "' must be a whole number from 0, not " + JsonNumbers.text(number));
      return fallback;
    }
    return (int) Math.min(number.doubleValue(), Integer.MAX_VALUE);
  }

  @Nullable String text(String keyword) {
    if (!has(keyword)) {
      return null;
    }
    if (schema.get(keyword) instanceof String text) {
      return text;
    }
    wrong(keyword, "a string");
    return null;
  }

  boolean flag(String keyword) {
    if (has(keyword) && !(schema.get(keyword) instanceof Boolean)) {
      wrong(keyword, "true or false");
    }
    return Boolean.TRUE.equals(schema.get(keyword));
  }

  @Nullable List<?> list(String keyword) {
    if (!has(keyword)) {
      return null;
    }
    if (schema.get(keyword) instanceof List<?> list) {
      return list;
    }
    wrong(keyword, "an array");
    return null;
  }

  Map<String, @Nullable Object> map(String keyword) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    if (has(keyword)) {
      if (schema.get(keyword) instanceof Map<?, ?> map) {
        map.forEach((name, value) -> result.put(String.valueOf(name), value));
      } else {
        wrong(keyword, "an object");
      }
    }
    return result;
  }

  Set<String> names(String keyword) {
    var names = new LinkedHashSet<String>();
    List<?> list = list(keyword);
    if (list != null) {
      names.addAll(strings(list, keyword));
    }
    return names;
  }

  List<String> strings(@Nullable Object value, String keyword) {
    var names = new ArrayList<String>();
    if (!(value instanceof List<?> list)) {
      wrong(keyword, "made of arrays of strings");
      return names;
    }
    for (Object item : list) {
      if (item instanceof String name) {
        names.add(name);
      } else {
        problems.add(
            pointer(keyword), "'" + keyword + "' holds names, not " + JsonValues.typeName(item));
      }
    }
    return names;
  }

  Set<String> types() {
    Set<String> types = schema.get("type") instanceof String one ? Set.of(one) : names("type");
    for (String type : types) {
      if (!ValueRules.TYPES.contains(type)) {
        problems.add(
            pointer("type"),
            "unknown type '" + type + "': there are " + String.join(", ", ValueRules.TYPES));
        return Set.of();
      }
    }
    return types;
  }
}

package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills in {@code default}s; what needs none is kept as it is, not copied. */
final class Defaults {
  private static final int MAX_DEPTH = 100;

  private final List<String> defaulted = new ArrayList<>();

  private Defaults() {}

  @SuppressWarnings("unchecked")
  static Schema.Filled fill(Validator root, Map<String, Object> value) {
    var defaults = new Defaults();
    Object filled = defaults.fill(root, value, "", 0);
    return new Schema.Filled((Map<String, Object>) filled, List.copyOf(defaults.defaulted));
  }

  private Object fill(Validator schema, Object value, String pointer, int depth) {
    if (depth > MAX_DEPTH) {
      return value;
    }
    Object result = value;
    for (Validator part : schema.outline.also) {
      result = fill(part, result, pointer, depth + 1);
    }
    if (result instanceof Map<?, ?> map && !schema.outline.properties.isEmpty()) {
      return object(schema.outline, map, pointer, depth);
    }
    if (result instanceof List<?> list && hasItems(schema.outline)) {
      return array(schema.outline, list, pointer, depth);
    }
    return result;
  }

  private static boolean hasItems(Outline outline) {
    return outline.items != null || !outline.prefixItems.isEmpty();
  }

  private Object object(Outline outline, Map<?, ?> map, String pointer, int depth) {
    @Nullable Map<String, Object> copy = null;
    for (Map.Entry<String, Validator> property : outline.properties.entrySet()) {
      String name = property.getKey();
      Object before = map.get(name);
      Object after;
      if (before == null && !map.containsKey(name)) {
        after = defaultOf(property.getValue(), 0);
        if (after == null) {
          continue;
        }
        defaulted.add(JsonPointer.child(pointer, name));
      } else {
        after = isLeaf(before) ? before : nested(property.getValue(), before, pointer, name, depth);
      }
      if (after != before) {
        copy = copy == null ? copy(map) : copy;
        copy.put(name, JsonNull.of(after));
      }
    }
    return copy == null ? map : copy;
  }

  private Object nested(
      Validator schema, @Nullable Object value, String pointer, String name, int depth) {
    return fill(schema, JsonNull.of(value), JsonPointer.child(pointer, name), depth + 1);
  }

  private static boolean isLeaf(@Nullable Object value) {
    return !(value instanceof Map) && !(value instanceof List);
  }

  static @Nullable Object defaultOf(Validator schema, int depth) {
    Object own = schema.outline.defaultValue;
    if (own != null || depth > MAX_DEPTH) {
      return own;
    }
    for (Validator part : schema.outline.also) {
      Object found = defaultOf(part, depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size() + 4);
    map.forEach((key, value) -> copy.put((String) key, JsonNull.of(value)));
    return copy;
  }

  private Object array(Outline outline, List<?> list, String pointer, int depth) {
    @Nullable List<Object> copy = null;
    for (int i = 0; i < list.size(); i++) {
      Validator schema =
          i < outline.prefixItems.size() ? outline.prefixItems.get(i) : outline.items;
      Object before = list.get(i);
      if (schema == null || isLeaf(before)) {
        continue;
      }
      Object after = fill(schema, JsonNull.of(before), JsonPointer.child(pointer, i), depth + 1);
      if (after != before) {
        copy = copy == null ? new ArrayList<>(list) : copy;
        copy.set(i, after);
      }
    }
    return copy == null ? list : copy;
  }
}

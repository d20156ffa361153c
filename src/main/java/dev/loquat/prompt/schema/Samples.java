package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonNumbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes values from schemas: the first of {@code examples}, else {@code default}, {@code const},
 * {@code enum}, else something by type that keeps the bounds. The same schema always gives the same
 * sample.
 */
final class Samples {
  private static final int MAX_DEPTH = 12;
  private static final int MOST_ITEMS = 100;

  /** Of schemas that lead to themselves in many ways, a sample would grow without an end. */
  private static final int MOST_VALUES = 1_000;

  private static final int MOST_DIGITS = 400;

  private int depth;
  private int left;

  Object of(Validator root) {
    left = MOST_VALUES;
    Object full = value(root, "value", true);
    if (Run.isValid(root, full)) {
      return full;
    }
    left = MOST_VALUES;
    Object least = value(root, "value", false);
    return Run.isValid(root, least) ? least : full;
  }

  private Object value(Validator schema, String name, boolean optional) {
    List<Validator> parts = Outlines.flatten(List.of(schema), false);
    Object given = given(parts, schema);
    if (given != null) {
      return given;
    }
    left--;
    if (depth == MAX_DEPTH || left < 0) {
      return JsonNull.NULL;
    }
    depth++;
    Object best = made(parts, name, optional);
    if (!Run.isValid(schema, best)) {
      best = withChoices(schema, parts, name, optional).orElse(best);
    }
    depth--;
    return best;
  }

  private java.util.Optional<Object> withChoices(
      Validator schema, List<Validator> parts, String name, boolean optional) {
    for (Validator part : parts) {
      for (List<Validator> choices : part.outline.choices) {
        for (Validator choice : choices) {
          var all = new ArrayList<>(Outlines.flatten(List.of(choice), false));
          Object given = given(all, schema);
          all.addAll(parts);
          Object candidate = given != null ? given : made(all, name, optional);
          if (Run.isValid(schema, candidate)) {
            return java.util.Optional.of(candidate);
          }
        }
      }
    }
    return java.util.Optional.empty();
  }

  private static @Nullable Object given(List<Validator> parts, Validator schema) {
    var candidates = new ArrayList<Object>();
    for (Validator part : parts) {
      if (part.outline.examples != null) {
        candidates.addAll(part.outline.examples);
      }
    }
    for (Validator part : parts) {
      if (part.outline.defaultValue != null) {
        candidates.add(part.outline.defaultValue);
      }
    }
    for (Validator part : parts) {
      if (part.outline.values != null) {
        candidates.addAll(part.outline.values);
      }
    }
    for (Object candidate : candidates) {
      if (Run.isValid(schema, candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private Object made(List<Validator> parts, String name, boolean optional) {
    return switch (type(parts)) {
      case "object" -> object(parts, optional);
      case "array" -> array(parts, name, optional);
      case "string" -> SampleText.make(parts, name);
      case "integer" -> number(parts, true);
      case "number" -> number(parts, false);
      case "boolean" -> true;
      default -> JsonNull.NULL;
    };
  }

  private static String type(List<Validator> parts) {
    for (Validator part : parts) {
      for (String type : part.outline.types) {
        if (!type.equals("null") || part.outline.types.size() == 1) {
          return type;
        }
      }
    }
    for (Validator part : parts) {
      if (!part.outline.properties.isEmpty() || !part.outline.required.isEmpty()) {
        return "object";
      }
      if (part.outline.items != null || !part.outline.prefixItems.isEmpty()) {
        return "array";
      }
      if (keyword(List.of(part), "minimum") != null || keyword(List.of(part), "maximum") != null) {
        return "number";
      }
    }
    return "string";
  }

  private Object object(List<Validator> parts, boolean optional) {
    var object = new LinkedHashMap<String, Object>();
    Set<String> required = new LinkedHashSet<>();
    parts.forEach(part -> required.addAll(part.outline.required));
    for (Validator part : parts) {
      for (Map.Entry<String, Validator> property : part.outline.properties.entrySet()) {
        String name = property.getKey();
        boolean wanted = required.contains(name) || (optional && depth < MAX_DEPTH);
        if (wanted && !property.getValue().isNever() && !object.containsKey(name)) {
          object.put(name, value(property.getValue(), name, optional));
        }
      }
    }
    for (String name : required) {
      object.putIfAbsent(name, name);
    }
    return object;
  }

  private Object array(List<Validator> parts, String name, boolean optional) {
    var array = new ArrayList<Object>();
    for (Validator part : parts) {
      for (Validator prefix : part.outline.prefixItems) {
        array.add(value(prefix, name, optional));
      }
    }
    int least =
        Math.clamp(whole(parts, "minItems", 0), optional && array.isEmpty() ? 1 : 0, MOST_ITEMS);
    least = Math.min(least, whole(parts, "maxItems", MOST_ITEMS));
    for (Validator part : parts) {
      Validator items = part.outline.items != null ? part.outline.items : part.outline.contains;
      while (items != null && !items.isNever() && array.size() < least && left > 0) {
        array.add(value(items, name, optional));
      }
    }
    while (array.size() < least) {
      array.add(name + (array.isEmpty() ? "" : array.size()));
    }
    return array;
  }

  private static Object number(List<Validator> parts, boolean whole) {
    BigDecimal value = BigDecimal.ONE;
    BigDecimal least = decimal(parts, "minimum");
    BigDecimal above = decimal(parts, "exclusiveMinimum");
    BigDecimal most = decimal(parts, "maximum");
    BigDecimal below = decimal(parts, "exclusiveMaximum");
    if (most != null && most.compareTo(value) < 0) {
      value = most;
    }
    if (below != null && below.compareTo(value) <= 0) {
      value = below.subtract(BigDecimal.ONE);
    }
    if (least != null && least.compareTo(value) > 0) {
      value = least;
    }
    if (above != null && above.compareTo(value) >= 0) {
      value = above.add(BigDecimal.ONE);
      if (below != null && value.compareTo(below) >= 0) {
        value = above.add(below).divide(BigDecimal.TWO);
      }
    }
    BigDecimal step = decimal(parts, "multipleOf");
    if (step != null && step.signum() > 0) {
      value = value.divide(step, 0, RoundingMode.CEILING).multiply(step);
    } else if (whole) {
      value = value.setScale(0, RoundingMode.CEILING);
    }
    return value.scale() <= 0 && value.precision() < 18 ? (Object) value.longValue() : value;
  }

  /** A bound; none where it has so many digits before or behind the point that sums are costly. */
  private static @Nullable BigDecimal decimal(List<Validator> parts, String keyword) {
    if (!(keyword(parts, keyword) instanceof Number number)) {
      return null;
    }
    BigDecimal exact = JsonNumbers.exact(number);
    long digits = Math.max((long) exact.precision() - exact.scale(), exact.scale());
    return digits > MOST_DIGITS ? null : exact;
  }

  static int whole(List<Validator> parts, String keyword, int fallback) {
    return keyword(parts, keyword) instanceof Number number
        ? Math.clamp(number.longValue(), 0, Integer.MAX_VALUE)
        : fallback;
  }

  static @Nullable Object keyword(List<Validator> parts, String keyword) {
    for (Validator part : parts) {
      if (part.source instanceof Map<?, ?> map && map.get(keyword) != null) {
        return map.get(keyword);
      }
    }
    return null;
  }
}

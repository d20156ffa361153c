package dev.loquat.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which metadata a passage must have: all conditions hold. A field of the metadata that is an array
 * fulfils a condition if one of its elements does; a missing field fulfils none (but {@code exists:
 * false}). Numbers compare by value, texts by code point; values of different types are never
 * equal, less or greater.
 */
public record Filter(List<Condition> conditions) {

  /** Lets everything through. */
  public static final Filter NONE = new Filter(List.of());

  private static final int MAX_CONDITIONS = 64;
  private static final int MAX_VALUES = 1000;

  /** A condition on top-level fields. */
  public sealed interface Condition {}

  /** The field equals one of the values: String, BigDecimal or Boolean. */
  public record AnyOf(String field, List<Object> values) implements Condition {}

  /** The field lies on the {@code side} of the bound, a String or BigDecimal. */
  public record Bound(String field, Side side, Object bound) implements Condition {}

  /** The field is there, or is not. */
  public record Exists(String field, boolean expected) implements Condition {}

  /** The field is a text that has {@code text} at a place; case counts. */
  public record TextMatch(String field, Place place, String text) implements Condition {}

  /** The condition does not hold; a missing field holds most conditions not. */
  public record Not(Condition condition) implements Condition {}

  /** One of the conditions holds. */
  public record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** Where a text is looked for. */
  public enum Place {
    START,
    ANYWHERE,
    END;

    boolean holds(String text, String part) {
      return switch (this) {
        case START -> text.startsWith(part);
        case ANYWHERE -> text.contains(part);
        case END -> text.endsWith(part);
      };
    }
  }

  /** Which side of a bound. */
  public enum Side {
    LT("lt", "<"),
    LTE("lte", "<="),
    GT("gt", ">"),
    GTE("gte", ">=");

    private final String key;
    private final String operator;

    Side(String key, String operator) {
      this.key = key;
      this.operator = operator;
    }

    /** The comparison as it is written in SQL/JSON paths. */
    public String operator() {
      return operator;
    }

    static Optional<Side> of(String key) {
      for (Side side : values()) {
        if (side.key.equals(key)) {
          return Optional.of(side);
        }
      }
      return Optional.empty();
    }

    boolean holds(int comparison) {
      return switch (this) {
        case LT -> comparison < 0;
        case LTE -> comparison <= 0;
        case GT -> comparison > 0;
        case GTE -> comparison >= 0;
      };
    }
  }

  public Filter {
    conditions = List.copyOf(conditions);
  }

  /**
   * Reads the JSON form: {@code {"lang":"zh","tag":["a","b"],"year":{"gte":2020,"lt":2025},
   * "url":{"exists":true}}}.
   *
   * @throws InvalidFilterException naming the field whose condition is none
   */
  public static Filter of(Map<String, ?> json) {
    List<Condition> out = new ArrayList<>();
    json.forEach((field, condition) -> read(field, condition, out));
    if (out.size() > MAX_CONDITIONS) {
      throw new InvalidFilterException(
          List.of(), "has " + out.size() + " conditions, more than " + MAX_CONDITIONS);
    }
    return new Filter(out);
  }

  private static void read(String field, @Nullable Object condition, List<Condition> out) {
    switch (condition) {
      case Map<?, ?> operators -> {
        if (operators.isEmpty()) {
          throw new InvalidFilterException(List.of(field), "has no operator");
        }
        operators.forEach((key, value) -> out.add(operator(field, String.valueOf(key), value)));
      }
      case Collection<?> values -> out.add(anyOf(List.of(field), values));
      case null, default -> out.add(new AnyOf(field, List.of(scalar(List.of(field), condition))));
    }
  }

  private static Condition operator(String field, String key, @Nullable Object value) {
    List<String> path = List.of(field, key);
    if (key.equals("exists") && value instanceof Boolean expected) {
      return new Exists(field, expected);
    }
    if (key.equals("eq")) {
      return new AnyOf(field, List.of(scalar(path, value)));
    }
    if (key.equals("in") && value instanceof Collection<?> values) {
      return anyOf(path, values);
    }
    Side side =
        Side.of(key)
            .orElseThrow(
                () ->
                    new InvalidFilterException(
                        path,
                        "is not one of lt, lte, gt, gte, eq, in (array), exists (true or false)"));
    Object bound = scalar(path, value);
    if (bound instanceof Boolean) {
      throw new InvalidFilterException(path, "must not be a boolean");
    }
    return new Bound(field, side, bound);
  }

  private static AnyOf anyOf(List<String> path, Collection<?> values) {
    if (values.size() > MAX_VALUES) {
      throw new InvalidFilterException(
          path, "has " + values.size() + " values, more than " + MAX_VALUES);
    }
    List<Object> out = new ArrayList<>();
    values.forEach(value -> out.add(scalar(path, value)));
    return new AnyOf(path.getFirst(), List.copyOf(out));
  }

  private static Object scalar(List<String> path, @Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag;
      case BigDecimal number -> number;
      case Number number -> number(number);
      case null -> throw new InvalidFilterException(path, "must not be null; see exists");
      default -> throw new InvalidFilterException(path, "must be a text, number or boolean");
    };
  }

  private static BigDecimal number(Number number) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number that can be compared: " + number, e);
    }
  }

  /** Whether metadata fulfil every condition. */
  public boolean matches(Map<String, ?> metadata) {
    return conditions.stream().allMatch(condition -> holds(condition, metadata));
  }

  private static boolean holds(Condition condition, Map<String, ?> metadata) {
    return switch (condition) {
      case Exists exists -> (metadata.get(exists.field()) != null) == exists.expected();
      case AnyOf anyOf ->
          elements(anyOf.field(), metadata)
              .anyMatch(element -> anyOf.values().stream().anyMatch(v -> equal(element, v)));
      case Bound bound ->
          elements(bound.field(), metadata)
              .anyMatch(
                  element ->
                      !(element instanceof Boolean)
                          && comparison(element, bound.bound())
                              .filter(bound.side()::holds)
                              .isPresent());
      case TextMatch match ->
          elements(match.field(), metadata)
              .anyMatch(
                  element ->
                      element instanceof String text && match.place().holds(text, match.text()));
      case Not not -> !holds(not.condition(), metadata);
      case Any any -> any.conditions().stream().anyMatch(one -> holds(one, metadata));
    };
  }

  private static boolean equal(Object element, Object wanted) {
    return comparison(element, wanted).filter(c -> c == 0).isPresent();
  }

  private static Stream<?> elements(String field, Map<String, ?> metadata) {
    Object value = metadata.get(field);
    return value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
  }

  private static Optional<Integer> comparison(Object value, Object wanted) {
    if (value instanceof Number number && wanted instanceof BigDecimal other) {
      return Optional.of(number(number).compareTo(other));
    }
    if (value instanceof Boolean flag && wanted instanceof Boolean other) {
      return Optional.of(flag.compareTo(other));
    }
    if (value instanceof String text && wanted instanceof String other) {
      return Optional.of(compareCodePoints(text, other));
    }
    return Optional.empty();
  }

  /** Unlike {@link String#compareTo}, characters beyond the BMP sort behind all others. */
  private static int compareCodePoints(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length()) {
      int x = a.codePointAt(i);
      int y = b.codePointAt(i);
      if (x != y) {
        return Integer.compare(x, y);
      }
      i += Character.charCount(x);
    }
    return Integer.compare(a.length(), b.length());
  }
}

package dev.loquat.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.store.Filter;
import dev.loquat.wire.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads Dify's {@code metadata_condition} as a filter. */
final class DifyFilter {
  private static final int MOST_CONDITIONS = 64;
  private static final int MOST_VALUES = 1000;
  private static final int LONGEST = 4096;
  private static final List<String> OPERATORS =
      List.of(
          "contains",
          "not contains",
          "start with",
          "end with",
          "is",
          "is not",
          "in",
          "not in",
          "empty",
          "not empty",
          "null",
          "not null",
          "=",
          "≠",
          ">",
          "<",
          "≥",
          "≤",
          "before",
          "after");

  private DifyFilter() {}

  static Filter read(Fields in) {
    boolean any = in.choice("logical_operator", List.of("and", "or"), "and").equals("or");
    List<Filter.Condition> conditions = new ArrayList<>();
    for (Fields condition : in.objects("conditions", MOST_CONDITIONS)) {
      conditions.add(condition(condition));
    }
    return any && conditions.size() > 1
        ? new Filter(List.of(new Filter.Any(conditions)))
        : new Filter(conditions);
  }

  /** A condition on a field, or on one of several. */
  private static Filter.Condition condition(Fields in) {
    List<String> names = names(in);
    if (!in.has("comparison_operator")) {
      in.missing("comparison_operator", "");
    }
    String operator = in.choice("comparison_operator", OPERATORS, "not empty");
    List<Object> values = values(in, operator);
    List<Filter.Condition> out =
        names.stream().map(name -> condition(name, operator, values)).toList();
    return out.size() == 1 ? out.getFirst() : new Filter.Any(out);
  }

  private static List<String> names(Fields in) {
    if (!in.has("name")) {
      return in.missing("name", List.of());
    }
    return in.raw("name").isArray()
        ? in.texts("name", MOST_CONDITIONS, 1, LONGEST)
        : List.of(in.text("name", 1, LONGEST));
  }

  private static List<Object> values(Fields in, String operator) {
    JsonNode value = in.raw("value");
    boolean bare = operator.endsWith("empty") || operator.endsWith("null");
    if (bare) {
      return List.of();
    }
    if (value.isMissingNode()) {
      return in.missing("value", List.of());
    }
    if (operator.endsWith("in") && value.isArray()) {
      return List.copyOf(in.texts("value", MOST_VALUES, 0, LONGEST));
    }
    if (value.isNumber()) {
      return List.of(value.decimalValue());
    }
    return List.of(in.text("value", 0, LONGEST));
  }

  private static Filter.Condition condition(String field, String operator, List<Object> values) {
    return switch (operator) {
      case "contains" -> text(field, Filter.Place.ANYWHERE, values);
      case "not contains" -> new Filter.Not(text(field, Filter.Place.ANYWHERE, values));
      case "start with" -> text(field, Filter.Place.START, values);
      case "end with" -> text(field, Filter.Place.END, values);
      case "is", "in", "=" -> equal(field, values);
      case "is not", "not in", "≠" -> new Filter.Not(equal(field, values));
      case "empty", "null" -> new Filter.Exists(field, false);
      case "not empty", "not null" -> new Filter.Exists(field, true);
      case ">", "after" -> bound(field, Filter.Side.GT, values);
      case "<", "before" -> bound(field, Filter.Side.LT, values);
      case "≥" -> bound(field, Filter.Side.GTE, values);
      case "≤" -> bound(field, Filter.Side.LTE, values);
      default -> throw new IllegalStateException("no condition for " + operator);
    };
  }

  private static Filter.Condition text(String field, Filter.Place place, List<Object> values) {
    return new Filter.Any(
        values.stream()
            .<Filter.Condition>map(
                value -> new Filter.TextMatch(field, place, String.valueOf(value)))
            .toList());
  }

  /** Dify writes numbers as texts; metadata may have either. */
  private static Filter.Condition equal(String field, List<Object> values) {
    List<Object> either = new ArrayList<>();
    for (Object value : values) {
      either.add(value);
      if (value instanceof String text && isNumber(text)) {
        either.add(new BigDecimal(text));
      } else if (!(value instanceof String)) {
        either.add(String.valueOf(value));
      }
      if (value instanceof String text && isTruth(text)) {
        either.add(Boolean.valueOf(text));
      }
    }
    return new Filter.AnyOf(field, List.copyOf(either));
  }

  private static Filter.Condition bound(String field, Filter.Side side, List<Object> values) {
    List<Filter.Condition> bounds = new ArrayList<>();
    for (Object value : values) {
      bounds.add(new Filter.Bound(field, side, value));
      if (value instanceof String text && isNumber(text)) {
        bounds.add(new Filter.Bound(field, side, new BigDecimal(text)));
      }
    }
    return new Filter.Any(bounds);
  }

  private static boolean isNumber(String text) {
    return text.matches("-?\\d{1,30}(\\.\\d{1,30})?");
  }

  private static boolean isTruth(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.equals("true") || lower.equals("false");
  }
}

package dev.loquat.store.postgres;

import dev.loquat.store.Filter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a filter as an SQL/JSON path predicate, which a GIN index can answer where it is equality.
 */
final class FilterPath {

  private static final String NEVER = "(0 == 1)";

  private FilterPath() {}

  /** The predicate, for {@code metadata @@ ?::jsonpath}. */
  static String of(Filter filter) {
    return filter.conditions().stream()
        .map(FilterPath::condition)
        .collect(Collectors.joining(" && "));
  }

  private static String condition(Filter.Condition condition) {
    return switch (condition) {
      case Filter.AnyOf anyOf -> anyOf(field(anyOf.field()), anyOf.values());
      case Filter.Bound bound ->
          "(%s %s %s)"
              .formatted(field(bound.field()), bound.side().operator(), literal(bound.bound()));
      case Filter.Exists exists ->
          (exists.expected() ? "" : "!") + "exists(" + field(exists.field()) + ")";
      case Filter.TextMatch match -> "(" + field(match.field()) + " " + textMatch(match) + ")";
      // In a filter expression what is unknown, as a number that starts with a text, does not hold.
      case Filter.Not not -> "!exists($ ? (" + condition(not.condition()) + "))";
      case Filter.Any any ->
          any.conditions().isEmpty()
              ? NEVER
              : any.conditions().stream()
                  .map(FilterPath::condition)
                  .collect(Collectors.joining(" || ", "(", ")"));
    };
  }

  private static String field(String name) {
    return "$." + string(name);
  }

  private static String textMatch(Filter.TextMatch match) {
    return switch (match.place()) {
      case START -> "starts with " + string(match.text());
      case ANYWHERE -> "like_regex " + string(quoted(match.text()));
      case END -> "like_regex " + string(quoted(match.text()) + "$");
    };
  }

  /** As a regular expression that matches just this text. */
  private static String quoted(String text) {
    return text.codePoints()
        .mapToObj(
            c -> (c < 128 && !Character.isLetterOrDigit(c) ? "\\" : "") + Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String anyOf(String field, List<Object> values) {
    if (values.isEmpty()) {
      return NEVER;
    }
    return values.stream()
        .map(value -> field + " == " + literal(value))
        .collect(Collectors.joining(" || ", "(", ")"));
  }

  private static String literal(Object value) {
    return value instanceof String text ? string(text) : value.toString();
  }

  /** Everything but plain letters and digits is escaped, so no text can leave its quotes. */
  private static String string(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128 && Character.isLetterOrDigit(c)) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.append('"').toString();
  }

  /** Whether PostgreSQL can hold such texts at all; if not, no metadata fulfil the filter. */
  static boolean isStorable(Filter filter) {
    return filter.conditions().stream().allMatch(FilterPath::isStorable);
  }

  private static boolean isStorable(Filter.Condition condition) {
    return switch (condition) {
      case Filter.AnyOf anyOf ->
          isStorable((Object) anyOf.field())
              && anyOf.values().stream().allMatch(FilterPath::isStorable);
      case Filter.Bound bound -> isStorable((Object) bound.field()) && isStorable(bound.bound());
      case Filter.Exists exists -> isStorable((Object) exists.field());
      case Filter.TextMatch match ->
          isStorable((Object) match.field()) && isStorable((Object) match.text());
      case Filter.Not not -> isStorable(not.condition());
      case Filter.Any any -> any.conditions().stream().allMatch(FilterPath::isStorable);
    };
  }

  private static boolean isStorable(Object value) {
    return !(value instanceof String text)
        || (text.indexOf('\0') < 0 && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
  }
}

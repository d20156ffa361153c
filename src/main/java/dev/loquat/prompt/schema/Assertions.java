package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the keywords of the validation vocabulary. */
final class Assertions {
  private final Keywords keywords;
  private final Outline outline;
  private final List<Rule> rules;
  private final Problems problems;

  Assertions(Keywords keywords, Outline outline, List<Rule> rules, Problems problems) {
    this.keywords = keywords;
    this.outline = outline;
    this.rules = rules;
    this.problems = problems;
  }

  void add() {
    values();
    numbers();
    strings();
    arrays();
    objects();
  }

  private void values() {
    if (keywords.has("type")) {
      Set<String> types = keywords.types();
      if (!types.isEmpty()) {
        outline.types.addAll(types);
        rules.add(new ValueRules.Type(types));
      }
    }
    List<?> list = keywords.list("enum");
    if (list != null) {
      outline.values = values(list);
      rules.add(new ValueRules.OneOf(values(list)));
    }
    if (keywords.has("const")) {
      List<Object> one = List.of(JsonNull.of(keywords.get("const")));
      outline.values = one;
      rules.add(new ValueRules.OneOf(one));
    }
  }

  static List<Object> values(List<?> list) {
    var values = new ArrayList<Object>(list.size());
    for (Object value : list) {
      values.add(JsonNull.of(value));
    }
    return values;
  }

  private void numbers() {
    Number divisor = keywords.number("multipleOf");
    if (divisor != null) {
      if (JsonNumbers.compare(divisor, 0) <= 0) {
        keywords.wrong("multipleOf", "greater than 0");
      } else {
        rules.add(new NumberRules.Multiple(divisor));
      }
    }
    Number least = keywords.number("minimum");
    Number most = keywords.number("maximum");
    if (least != null || most != null) {
      rules.add(new NumberRules.Range(least, most));
    }
    beyond(keywords.number("exclusiveMinimum"), true);
    beyond(keywords.number("exclusiveMaximum"), false);
  }

  private void beyond(@Nullable Number bound, boolean above) {
    if (bound != null) {
      rules.add(new NumberRules.Beyond(bound, above));
    }
  }

  private void strings() {
    if (keywords.has("minLength") || keywords.has("maxLength")) {
      rules.add(
          new StringRules.Length(
              keywords.count("minLength", 0), keywords.count("maxLength", Integer.MAX_VALUE)));
    }
    String pattern = keywords.text("pattern");
    if (pattern != null) {
      Patterns.compile(pattern, keywords.pointer("pattern"), problems)
          .ifPresent(compiled -> rules.add(new StringRules.Matching(compiled)));
    }
  }

  private void arrays() {
    if (keywords.has("minItems") || keywords.has("maxItems")) {
      rules.add(
          new ArrayRules.Size(
              keywords.count("minItems", 0), keywords.count("maxItems", Integer.MAX_VALUE)));
    }
    if (keywords.flag("uniqueItems")) {
      rules.add(new ArrayRules.Unique());
    }
  }

  private void objects() {
    Set<String> required = keywords.names("required");
    if (!required.isEmpty()) {
      outline.required.addAll(required);
      rules.add(new ObjectRules.Required(required));
    }
    if (keywords.has("minProperties") || keywords.has("maxProperties")) {
      rules.add(
          new ObjectRules.Size(
              keywords.count("minProperties", 0),
              keywords.count("maxProperties", Integer.MAX_VALUE)));
    }
    var dependencies = new LinkedHashMap<String, List<String>>();
    for (Map.Entry<String, @Nullable Object> entry : keywords.map("dependentRequired").entrySet()) {
      dependencies.put(entry.getKey(), keywords.strings(entry.getValue(), "dependentRequired"));
    }
    if (!dependencies.isEmpty()) {
      rules.add(new ObjectRules.DependentRequired(dependencies));
    }
  }
}

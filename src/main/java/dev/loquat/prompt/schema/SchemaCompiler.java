package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonPointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles schemas into validators. Schemas that refer to one another are compiled once each. */
final class SchemaCompiler {
  static final String ROOT_URI = "loquat:/input";

  private final SchemaOptions options;
  private final Problems problems = new Problems();
  private final Documents documents;
  private final Map<Object, Validator> compiled = new IdentityHashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Set<String> dynamicNames = new HashSet<>();

  private record Pending(Validator validator, String pointer) {}

  SchemaCompiler(SchemaOptions options) {
    this.options = options;
    documents = new Documents(options.documents(), problems);
  }

  Validator compile(Object schema) throws SchemaException {
    if (!(schema instanceof Map) && !(schema instanceof Boolean)) {
      problems.add("", "a schema is an object or a boolean");
      problems.throwIfAny();
    }
    Resource resource = documents.add(ROOT_URI, schema);
    Validator root = validator(schema, resource, "");
    while (!pending.isEmpty()) {
      drain();
      bindDynamicAnchors();
    }
    if (!dynamicNames.isEmpty()) {
      compiled.values().forEach(Validator::trackScope);
    }
    new CycleCheck(problems).check(compiled.values());
    problems.throwIfAny();
    return root;
  }

  private void drain() {
    while (!pending.isEmpty()) {
      Pending next = pending.pop();
      fill(next.validator(), next.pointer());
    }
  }

  /** A {@code $dynamicRef} may lead to any schema with its anchor, so all of them are compiled. */
  private void bindDynamicAnchors() {
    for (Resource resource : documents.resources()) {
      for (String name : dynamicNames) {
        Object schema = resource.dynamicAnchors.get(name);
        if (schema != null && !resource.dynamicTargets.containsKey(name)) {
          resource.dynamicTargets.put(name, validator(schema, resource, resource.uri));
        }
      }
    }
  }

  private Validator validator(Object schema, Resource resource, String pointer) {
    if (schema instanceof Boolean flag) {
      Validator constant = new Validator(schema, resource);
      constant.fill(new Rule[0], !flag, false);
      return constant;
    }
    Validator known = compiled.get(schema);
    if (known != null) {
      return known;
    }
    Validator fresh = new Validator(schema, documents.home(schema, resource));
    compiled.put(schema, fresh);
    pending.push(new Pending(fresh, pointer));
    return fresh;
  }

  private void fill(Validator validator, String pointer) {
    Map<?, ?> schema = (Map<?, ?>) validator.source;
    var keywords = new Keywords(schema, pointer, problems);
    var parts = new Parts(keywords, validator, new ArrayList<>());
    annotations(parts);
    references(parts);
    Set<String> vocabularies = validator.resource.vocabularies;
    if (vocabularies.contains(MetaSchemas.VALIDATION)) {
      new Assertions(keywords, validator.outline, parts.rules(), problems).add();
    }
    if (options.assertFormats() || vocabularies.contains(MetaSchemas.FORMAT_ASSERTION)) {
      format(parts);
    }
    if (vocabularies.contains(MetaSchemas.APPLICATOR)) {
      logic(parts);
      arrays(parts);
      objects(parts);
    }
    boolean marks = vocabularies.contains(MetaSchemas.UNEVALUATED) && unevaluated(parts);
    validator.fill(parts.rules().toArray(Rule[]::new), false, marks);
  }

  /** What is at hand while one schema object is compiled. */
  private record Parts(Keywords keywords, Validator validator, List<Rule> rules) {
    Outline outline() {
      return validator.outline;
    }
  }

  private Validator sub(@Nullable Object schema, Parts parts, String pointer) {
    if (schema instanceof Map || schema instanceof Boolean) {
      return validator(schema, parts.validator().resource, pointer);
    }
    problems.add(pointer, "a schema is an object or a boolean");
    return validator(Boolean.TRUE, parts.validator().resource, pointer);
  }

  private @Nullable Validator sub(Parts parts, String keyword) {
    Keywords keywords = parts.keywords();
    return keywords.has(keyword)
        ? sub(keywords.get(keyword), parts, keywords.pointer(keyword))
        : null;
  }

  private List<Validator> subs(Parts parts, String keyword) {
    var result = new ArrayList<Validator>();
    List<?> list = parts.keywords().list(keyword);
    if (list == null) {
      return result;
    }
    if (list.isEmpty()) {
      parts.keywords().wrong(keyword, "an array of at least one schema");
    }
    for (int i = 0; i < list.size(); i++) {
      result.add(sub(list.get(i), parts, JsonPointer.child(parts.keywords().pointer(keyword), i)));
    }
    return result;
  }

  private Map<String, Validator> subMap(Parts parts, String keyword) {
    var result = new LinkedHashMap<String, Validator>();
    String pointer = parts.keywords().pointer(keyword);
    parts
        .keywords()
        .map(keyword)
        .forEach(
            (name, schema) ->
                result.put(name, sub(schema, parts, JsonPointer.child(pointer, name))));
    return result;
  }

  private static void annotations(Parts parts) {
    Keywords keywords = parts.keywords();
    if (keywords.has("default")) {
      parts.outline().defaultValue = JsonNull.of(keywords.get("default"));
    }
    List<?> examples = keywords.list("examples");
    if (examples != null) {
      parts.outline().examples = Assertions.values(examples);
    }
  }

  private void references(Parts parts) {
    Keywords keywords = parts.keywords();
    for (String keyword : List.of("$ref", "$dynamicRef")) {
      String reference = keywords.text(keyword);
      if (reference == null) {
        continue;
      }
      String pointer = keywords.pointer(keyword);
      documents
          .find(parts.validator().resource, reference, pointer)
          .ifPresent(target -> reference(parts, keyword, target, pointer));
    }
  }

  private void reference(Parts parts, String keyword, Documents.Target target, String pointer) {
    Validator schema = validator(target.schema(), target.resource(), pointer);
    parts.outline().also.add(schema);
    boolean dynamic =
        keyword.equals("$dynamicRef")
            && target.resource().dynamicAnchors.get(target.fragment()) == target.schema();
    if (dynamic) {
      dynamicNames.add(target.fragment());
      parts.rules().add(new LogicRules.DynamicReference(target.fragment(), schema));
    } else {
      parts.rules().add(new LogicRules.Reference(schema));
    }
  }

  private void format(Parts parts) {
    String name = parts.keywords().text("format");
    Formats.Format format = name == null ? null : Formats.find(name);
    if (name != null && format != null) {
      parts.rules().add(new StringRules.Formatted(name, format));
    }
  }

  private void logic(Parts parts) {
    List<Rule> rules = parts.rules();
    Outline outline = parts.outline();
    List<Validator> all = subs(parts, "allOf");
    if (!all.isEmpty()) {
      outline.also.addAll(all);
      rules.add(new LogicRules.All(all));
    }
    List<Validator> any = subs(parts, "anyOf");
    if (!any.isEmpty()) {
      outline.choices.add(any);
      outline.perhaps.addAll(any);
      rules.add(new LogicRules.Any(any));
    }
    List<Validator> one = subs(parts, "oneOf");
    if (!one.isEmpty()) {
      outline.choices.add(one);
      outline.perhaps.addAll(one);
      rules.add(new LogicRules.One(one));
    }
    Validator not = sub(parts, "not");
    if (not != null) {
      rules.add(new LogicRules.Not(not));
    }
    conditional(parts);
    Map<String, Validator> dependent = subMap(parts, "dependentSchemas");
    if (!dependent.isEmpty()) {
      outline.perhaps.addAll(dependent.values());
      rules.add(new LogicRules.Dependent(dependent));
    }
  }

  private void conditional(Parts parts) {
    Validator test = sub(parts, "if");
    Validator then = sub(parts, "then");
    Validator otherwise = sub(parts, "else");
    if (test == null) {
      return;
    }
    parts.outline().perhaps.add(test);
    if (then != null) {
      parts.outline().perhaps.add(then);
    }
    if (otherwise != null) {
      parts.outline().perhaps.add(otherwise);
    }
    parts.rules().add(new LogicRules.Conditional(test, then, otherwise));
  }

  private void arrays(Parts parts) {
    Outline outline = parts.outline();
    outline.prefixItems.addAll(subs(parts, "prefixItems"));
    outline.items = sub(parts, "items");
    if (!outline.prefixItems.isEmpty() || outline.items != null) {
      parts.rules().add(new ArrayRules.Items(outline.prefixItems, outline.items));
    }
    Validator contains = sub(parts, "contains");
    if (contains != null) {
      outline.contains = contains;
      int least = parts.keywords().count("minContains", 1);
      int most = parts.keywords().count("maxContains", Integer.MAX_VALUE);
      parts.rules().add(new ArrayRules.Contains(contains, least, most));
    }
  }

  private void objects(Parts parts) {
    Outline outline = parts.outline();
    outline.properties.putAll(subMap(parts, "properties"));
    var patterned = new ArrayList<PropertyRules.AllProperties.Patterned>();
    subMap(parts, "patternProperties")
        .forEach(
            (source, schema) ->
                Patterns.compile(source, parts.keywords().pointer("patternProperties"), problems)
                    .ifPresent(
                        pattern -> {
                          outline.namePatterns.add(pattern);
                          patterned.add(new PropertyRules.AllProperties.Patterned(pattern, schema));
                        }));
    outline.additional = sub(parts, "additionalProperties");
    outline.rulesUndeclared =
        parts.keywords().has("additionalProperties")
            || parts.keywords().has("unevaluatedProperties");
    if (!patterned.isEmpty() || outline.additional != null) {
      parts
          .rules()
          .add(new PropertyRules.AllProperties(outline.properties, patterned, outline.additional));
    } else if (!outline.properties.isEmpty()) {
      parts.rules().add(new PropertyRules.Properties(outline.properties));
    }
    Validator names = sub(parts, "propertyNames");
    if (names != null) {
      parts.rules().add(new ObjectRules.Names(names));
    }
  }

  private boolean unevaluated(Parts parts) {
    Validator items = sub(parts, "unevaluatedItems");
    Validator properties = sub(parts, "unevaluatedProperties");
    if (items != null) {
      parts.rules().add(new ArrayRules.Unevaluated(items));
    }
    if (properties != null) {
      parts.rules().add(new ObjectRules.Unevaluated(properties));
    }
    return items != null || properties != null;
  }
}

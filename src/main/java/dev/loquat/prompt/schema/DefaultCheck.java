package dev.loquat.prompt.schema;

import dev.loquat.prompt.value.JsonPointer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds defaults that their own schema does not allow. */
final class DefaultCheck {
  private final Set<Validator> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<SchemaProblem> problems;

  DefaultCheck(List<SchemaProblem> problems) {
    this.problems = problems;
  }

  void visit(Validator schema, String pointer) {
    if (!seen.add(schema)) {
      return;
    }
    Object value = schema.outline.defaultValue;
    if (value != null) {
      Object filled = value instanceof Map<?, ?> ? filled(schema, value) : value;
      var run = new Run(false, Locale.ENGLISH);
      if (!run.decides(schema, filled) && !run.violations().isEmpty()) {
        Violation first = run.violations().getFirst();
        String where = first.pointer().isEmpty() ? "" : " at " + first.pointer();
        problems.add(
            new SchemaProblem(
                pointer + "/default",
                "the default is not valid by its own schema" + where + ": " + first.message()));
      }
    }
    for (Map.Entry<String, Validator> property : schema.outline.properties.entrySet()) {
      visit(property.getValue(), JsonPointer.child(pointer + "/properties", property.getKey()));
    }
    if (schema.outline.items != null) {
      visit(schema.outline.items, pointer + "/items");
    }
  }

  @SuppressWarnings("unchecked")
  private static Object filled(Validator schema, Object value) {
    return Defaults.fill(schema, (Map<String, Object>) value).value();
  }
}

package dev.loquat.prompt.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Flattens a schema with those that speak of the same value. */
final class Outlines {
  private Outlines() {}

  /** The schema and what holds with it in any case ({@code $ref}, {@code allOf}). */
  static List<Outline> certain(Validator schema) {
    return flatten(List.of(schema), false).stream().map(found -> found.outline).toList();
  }

  /** The schema and what may hold with it: alternatives and conditions too. */
  static List<Outline> possible(Validator schema) {
    return flatten(List.of(schema), true).stream().map(found -> found.outline).toList();
  }

  static List<Validator> flatten(List<Validator> schemas, boolean alternatives) {
    Set<Validator> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var result = new ArrayList<Validator>();
    for (Validator schema : schemas) {
      collect(schema, alternatives, seen, result);
    }
    return result;
  }

  private static void collect(
      Validator schema, boolean alternatives, Set<Validator> seen, List<Validator> result) {
    if (!seen.add(schema)) {
      return;
    }
    result.add(schema);
    for (Validator next : schema.outline.also) {
      collect(next, alternatives, seen, result);
    }
    if (alternatives) {
      for (Validator next : schema.outline.perhaps) {
        collect(next, true, seen, result);
      }
    }
  }
}

package dev.loquat.prompt.schema;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Finds schemas that refer to themselves for the same value, which could never be decided. */
final class CycleCheck {
  private enum State {
    OPEN,
    DONE
  }

  private final Map<Validator, State> states = new IdentityHashMap<>();
  private final Problems problems;

  CycleCheck(Problems problems) {
    this.problems = problems;
  }

  void check(Collection<Validator> schemas) {
    for (Validator schema : schemas) {
      visit(schema, 0);
    }
  }

  private void visit(Validator schema, int depth) {
    State state = states.get(schema);
    if (state == State.OPEN || depth > Run.MAX_DEPTH) {
      problems.add("", "a $ref leads in a circle back to the same value");
      return;
    }
    if (state == State.DONE) {
      return;
    }
    states.put(schema, State.OPEN);
    for (List<Validator> inner : List.of(schema.outline.also, schema.outline.perhaps)) {
      for (Validator next : inner) {
        visit(next, depth + 1);
      }
    }
    states.put(schema, State.DONE);
  }
}

package dev.loquat.prompt.schema;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in a schema; only the first hundred are kept. */
final class Problems {
  private static final int MOST = 100;

  private final List<SchemaProblem> found = new ArrayList<>();

  void add(String pointer, String message) {
    var problem = new SchemaProblem(pointer, message);
    if (found.size() < MOST && !found.contains(problem)) {
      found.add(problem);
    }
  }

  void throwIfAny() throws SchemaException {
    if (!found.isEmpty()) {
      throw new SchemaException(found);
    }
  }
}

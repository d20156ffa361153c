package dev.loquat.prompt.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong while a template is compiled; only the first hundred are kept. */
final class Problems {
  private static final int MOST = 100;

  private final List<TemplateProblem> found = new ArrayList<>();

  void add(int offset, int length, String message) {
    var problem = new TemplateProblem(offset, Math.max(1, length), message);
    if (found.size() < MOST && !found.contains(problem)) {
      found.add(problem);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() throws TemplateSyntaxException {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(TemplateProblem::offset));
      throw new TemplateSyntaxException(found);
    }
  }
}

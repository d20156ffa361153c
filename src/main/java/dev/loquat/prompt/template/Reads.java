package dev.loquat.prompt.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which top-level variables templates read. */
public final class Reads {
  private final Set<String> names = new LinkedHashSet<>();
  private boolean everything;

  void add(List<String> steps) {
    if (steps.isEmpty()) {
      everything = true;
    } else {
      names.add(steps.getFirst());
    }
  }

  /** The names read, in the order in which they are met. */
  public Set<String> names() {
    return Set.copyOf(names);
  }

  /** Whether a template reads the root as a whole, and so every variable. */
  public boolean everything() {
    return everything;
  }
}

package dev.loquat.gateway;

import java.util.Set;

/** No alias has the name that a caller gave. */
public final class UnknownModel extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownModel(String name, Set<String> known) {
    super("there is no model '" + name + "'; known models: " + String.join(", ", known));
  }
}

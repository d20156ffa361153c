package dev.loquat.embed;

import java.util.Set;

/** There is no embedding model of that name. */
public final class UnknownModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownModelException(String name, Set<String> known) {
    super("no embedding model named \"" + name + "\"; there are " + String.join(", ", known));
  }
}

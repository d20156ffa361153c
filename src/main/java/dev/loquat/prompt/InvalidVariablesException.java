package dev.loquat.prompt;

import dev.loquat.prompt.schema.Violation;
import java.util.List;

/** Variables that are not what a prompt's schema asks for; carries every violation. */
public final class InvalidVariablesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  InvalidVariablesException(String prompt, List<Violation> violations) {
    super(
        "the variables of prompt '%s' are invalid: %s %s%s"
            .formatted(
                prompt,
                violations.getFirst().pointer(),
                violations.getFirst().message(),
                violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)"));
    this.violations = List.copyOf(violations);
  }

  /** The violations, at least one; pointers lead into the variables. */
  public List<Violation> violations() {
    return violations;
  }
}

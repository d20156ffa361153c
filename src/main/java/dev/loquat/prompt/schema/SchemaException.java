package dev.loquat.prompt.schema;

import java.util.List;

/** A schema does not compile; carries every problem found. */
public final class SchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<SchemaProblem> problems;

  SchemaException(List<SchemaProblem> problems) {
    super(problems.getFirst().pointer() + ": " + problems.getFirst().message());
    this.problems = List.copyOf(problems);
  }

  /** The problems, at least one. */
  public List<SchemaProblem> problems() {
    return problems;
  }
}

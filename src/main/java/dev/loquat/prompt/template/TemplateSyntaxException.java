package dev.loquat.prompt.template;

import java.util.List;

/** A template does not compile; carries every problem found. */
public final class TemplateSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<TemplateProblem> problems;

  TemplateSyntaxException(List<TemplateProblem> problems) {
    super(problems.getFirst().message());
    this.problems = List.copyOf(problems);
  }

  /** The problems in the order of their offsets, at least one. */
  public List<TemplateProblem> problems() {
    return problems;
  }
}

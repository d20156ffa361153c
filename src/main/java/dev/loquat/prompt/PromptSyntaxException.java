package dev.loquat.prompt;

import java.util.List;

/** A prompt's source does not compile; carries every problem found, at least one. */
public final class PromptSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  PromptSyntaxException(String name, List<Problem> problems) {
    super(text(name, problems));
    this.problems = List.copyOf(problems);
  }

  private static String text(String name, List<Problem> problems) {
    Problem first = problems.getFirst();
    String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
    return "prompt '%s', line %d, column %d: %s%s\n%s"
        .formatted(name, first.line(), first.column(), first.message(), more, first.excerpt());
  }

  /** The problems in the order of their places. */
  public List<Problem> problems() {
    return problems;
  }
}

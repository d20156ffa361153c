package dev.loquat.wire;

import java.util.List;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends the request with this problem. */
  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** Ends the request with a problem that has no violations to list. */
  public ProblemException(Problem.Kind kind, String detail) {
    this(Problem.of(kind, detail));
  }

  /** A request that is invalid in one field. */
  public static ProblemException invalid(String pointer, String message) {
    return new ProblemException(
        Problem.of(Problem.Kind.INVALID, List.of(Violation.at(pointer, message))));
  }

  /** What to tell the caller. */
  public Problem problem() {
    return problem;
  }
}

package dev.loquat.answer;

import dev.loquat.prompt.InvalidVariablesException;
import dev.loquat.prompt.PromptSyntaxException;
import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.schema.Violation;
import dev.loquat.prompt.template.RenderException;
import dev.loquat.prompt.template.RenderLimitException;
import dev.loquat.wire.Problem;
import dev.loquat.wire.Problem.Kind;
import dev.loquat.wire.ProblemException;
import java.util.List;

/** Tells what went wrong with a prompt as a problem of the contract. */
final class PromptProblems {
  private PromptProblems() {}

  /** A source that does not compile: 422 with every fault's line, column and caret. */
  static ProblemException of(PromptSyntaxException failure) {
    return new ProblemException(
        Problem.of(
            Kind.DOES_NOT_COMPILE,
            failure.problems().stream()
                .map(
                    p ->
                        dev.loquat.wire.Violation.inSource(
                            p.line(), p.column(), p.message(), p.excerpt()))
                .toList()));
  }

  /** What a render failed with; what is no failure of a prompt stays as it is. */
  static Throwable of(Throwable failure) {
    return switch (failure) {
      case InvalidVariablesException e -> invalid(e.violations());
      case ChainException e -> of(e);
      case RenderLimitException e -> of(e);
      case RenderException e -> problem(Kind.INVALID, e);
      default -> failure;
    };
  }

  private static ProblemException of(RenderLimitException failure) {
    return problem(
        switch (failure.limit()) {
          case OUTPUT_BYTES, LOOP_TURNS, DEPTH -> Kind.TOO_LARGE;
          case DEADLINE -> Kind.DEADLINE;
        },
        failure);
  }

  private static ProblemException of(ChainException failure) {
    return switch (failure.reason()) {
      case INVALID ->
          failure.violations().isEmpty()
              ? problem(Kind.INVALID, failure)
              : invalid(failure.violations());
      case UNAVAILABLE -> problem(Kind.UNAVAILABLE, failure);
      case DEADLINE -> problem(Kind.DEADLINE, failure);
      case FAILED -> problem(Kind.INVALID, failure);
    };
  }

  private static ProblemException invalid(List<Violation> violations) {
    return new ProblemException(
        Problem.of(
            Kind.INVALID,
            violations.stream()
                .map(v -> dev.loquat.wire.Violation.at(v.pointer(), v.message()))
                .toList()));
  }

  private static ProblemException problem(Kind kind, Throwable failure) {
    return new ProblemException(kind, String.valueOf(failure.getMessage()));
  }
}

package dev.loquat.prompt.chain;

import dev.loquat.prompt.schema.Violation;
import java.util.List;

/** A step failed. The message names the step and what was wrong. */
public final class ChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a step failed. */
  public enum Reason {
    /** The variables are not what the step can work on; see {@link #violations}. */
    INVALID,
    /** What the step needs, such as a model, is not there. */
    UNAVAILABLE,
    /** The step took longer than its deadline. */
    DEADLINE,
    /** The step broke, or gave back something that cannot be used. */
    FAILED
  }

  private final String step;
  private final Reason reason;
  private final transient List<Violation> violations;

  /** A failure of the named step. */
  public ChainException(String step, Reason reason, String message) {
    this(step, reason, message, List.of());
  }

  /** A failure with violations of the schema. */
  public ChainException(String step, Reason reason, String message, List<Violation> violations) {
    super("step '" + step + "': " + message);
    this.step = step;
    this.reason = reason;
    this.violations = List.copyOf(violations);
  }

  /** The step that failed. */
  public String step() {
    return step;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** The violations, where the reason is INVALID. */
  public List<Violation> violations() {
    return violations;
  }
}

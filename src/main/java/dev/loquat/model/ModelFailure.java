package dev.loquat.model;

/** A model did not answer. */
public final class ModelFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it did not. */
  public enum Reason {
    /** It is away or overloaded; another try may succeed. */
    AWAY,
    /** It took too long. */
    DEADLINE,
    /** It refused what it was asked. */
    REFUSED
  }

  private final Reason reason;

  /** A failure of the model called {@code alias}. */
  public ModelFailure(String alias, Reason reason, Throwable cause) {
    super("the model " + alias + " failed: " + message(cause), cause);
    this.reason = reason;
  }

  /** Why it failed. */
  public Reason reason() {
    return reason;
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}

package dev.loquat.prompt.schema;

/**
 * It cannot be told within the limits whether a value is valid. Ends the whole validation: a "no"
 * in its place would be a "yes" under {@code not}.
 */
final class UndecidedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Message reason;
  private final transient Object limit;

  UndecidedException(Message reason, Object limit) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.limit = limit;
  }

  Message reason() {
    return reason;
  }

  /** What the reason names: the pattern, or the depth. */
  Object limit() {
    return limit;
  }
}

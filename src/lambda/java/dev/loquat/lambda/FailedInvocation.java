package dev.loquat.lambda;

/**
 * Tells the caller of a function why it did not answer. Has no stack trace: Lambda would show it to
 * the caller.
 */
final class FailedInvocation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailedInvocation(String message) {
    super(message, null, false, false);
  }

  FailedInvocation(RuntimeException told) {
    this(String.valueOf(told.getMessage()));
  }
}

package dev.loquat.prompt.pattern;

/** Matching went over its budget of steps: neither a match nor none has been found. */
public final class PatternBudgetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PatternBudgetException(String pattern) {
    super("matching takes too many steps: " + pattern, null, false, false);
  }
}

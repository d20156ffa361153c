package dev.loquat.prompt.pattern;

/**
 * The steps that matching may take: characters read by backtracking, nodes visited to make states
 * of an automaton. One budget may serve the matching of many texts, by one thread.
 */
public final class MatchBudget {
  private static final int STEPS = 20_000_000;

  private int left = STEPS;

  /** Takes steps; throws {@link PatternBudgetException} where there are not as many left. */
  void spend(int steps, String pattern) {
    left -= steps;
    if (left < 0) {
      left = 0;
      throw new PatternBudgetException(pattern);
    }
  }
}

package dev.loquat.answer;

import dev.loquat.guard.Finding;
import dev.loquat.guard.Verdict;

/** The guard does not let a question through. */
public final class GuardRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param turn the message's place in the conversation, from 0
   */
  public GuardRefusal(int turn, Verdict verdict) {
    super("message " + turn + " was refused by the guard: " + reasons(verdict));
  }

  private static String reasons(Verdict verdict) {
    return String.join(
        "; ", verdict.findings().stream().limit(3).map(GuardRefusal::reason).toList());
  }

  private static String reason(Finding finding) {
    return finding.rule() + " at " + finding.start() + "-" + finding.end();
  }
}

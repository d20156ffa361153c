package dev.loquat.guard;

import java.util.List;

/**
 * What the guard says about a text.
 *
 * @param allowed whether the text may go on: the risk is below the policy's threshold
 * @param risk in [0,1]
 * @param findings in the order of their place in the text; at most the policy's limit
 * @param normalized the text in NFKC without invisible characters, as it was looked at
 */
public record Verdict(boolean allowed, double risk, List<Finding> findings, String normalized) {
  public Verdict {
    findings = List.copyOf(findings);
  }
}

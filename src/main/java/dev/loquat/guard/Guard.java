package dev.loquat.guard;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Term;
import java.util.List;
import java.util.Optional;

/**
 * Looks at untrusted text before it reaches a prompt. Immutable and safe for use by all threads.
 */
public final class Guard {
  private static final String MODEL = "model.injection";

  private final Policy policy;

  private Guard(Policy policy) {
    this.policy = policy;
  }

  /** A guard with the policy that Loquat ships. */
  public static Guard standard() {
    return new Guard(Policy.standard());
  }

  /** A guard with a policy of one's own. */
  public static Guard of(Policy policy) {
    return new Guard(policy);
  }

  /** The policy in force. */
  public Policy policy() {
    return policy;
  }

  /**
   * Says whether a text may go on. Never throws; time is linear in the text's length.
   *
   * @param text any UTF-16 text, lone surrogates included
   */
  public Verdict scan(String text, Source source) {
    Findings findings = new Findings(text);
    Mapped normal = Normalization.nfkc(text);
    new TemplateScan(policy, source, normal, new CodeSpans(text), findings).run();
    View view = new View(Folding.fold(normal));
    for (Rules.Match match : policy.rules().match(view, findings.room())) {
      int start = view.text().start(match.start());
      int end = view.text().end(match.end());
      Rule rule = match.rule();
      findings.add(rule.name(), rule.kind(), rule.severity(), start, end, Optional.empty());
    }
    policy.model().ifPresent(model -> judge(model, view.text(), findings));
    List<Finding> found = findings.sorted();
    double risk = risk(found);
    return new Verdict(risk < policy.threshold(), risk, found, normal.toString());
  }

  private static void judge(Policy.Model model, Mapped text, Findings findings) {
    List<Term> words = Ngrams.read(Analyzer.standard().words(text.toString()));
    model
        .trained()
        .strongest(words)
        .filter(stretch -> stretch.probability() >= model.least())
        .ifPresent(
            stretch -> {
              int start = text.start(words.get(stretch.from()).start());
              int end = text.end(words.get(stretch.to() - 1).end());
              findings.add(MODEL, Kind.OVERRIDE, Severity.HIGH, start, end, Optional.empty());
            });
  }

  /** Each finding takes its share of what safety is left; a rule counts once. */
  private static double risk(List<Finding> findings) {
    double safety = 1;
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      boolean counted =
          findings.subList(0, i).stream().anyMatch(f -> f.rule().equals(finding.rule()));
      if (!counted) {
        safety *= 1 - finding.severity().weight();
      }
    }
    return 1 - safety;
  }
}

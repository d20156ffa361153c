package dev.loquat.guard;

import java.util.ArrayList;
import java.util.List;

/** Matches all rules of a policy against a view, in one pass over the terms that occur. */
final class Rules {
  /** A rule that holds between two places of a view. */
  record Match(Rule rule, int start, int end) {}

  private final List<Rule> rules;
  private final Terms terms;
  private final List<List<Step>> byTerm = new ArrayList<>();
  private final int states;

  Rules(List<Rule> rules, Terms terms, int termCount) {
    this.rules = List.copyOf(rules);
    this.terms = terms;
    for (int i = 0; i < termCount; i++) {
      byTerm.add(new ArrayList<>());
    }
    int state = 0;
    for (Rule rule : rules) {
      int last = rule.steps().size() - 1;
      // Later steps come first, so that one word never serves for two steps.
      for (int i = last; i >= 0; i--) {
        int gap = i == 0 ? 0 : rule.gaps().get(i - 1);
        byTerm.get(rule.steps().get(i)).add(new Step(rule, state + i, i == 0, i == last, gap));
      }
      state += last + 1;
    }
    states = state;
  }

  int size() {
    return rules.size();
  }

  /** Every rule's matches, at most {@code limit} in all. */
  List<Match> match(View view, int limit) {
    List<Match> matches = new ArrayList<>();
    int[] starts = new int[states];
    int[] ends = new int[states];
    terms.scan(
        view.text(),
        (term, start, end) -> {
          for (Step step : byTerm.get(term)) {
            int from = start;
            if (!step.first) {
              int before = step.state - 1;
              int gap = ends[before] == 0 ? -1 : view.gap(ends[before], start);
              if (gap < 0 || gap > step.gap) {
                continue;
              }
              from = starts[before];
            }
            starts[step.state] = from;
            ends[step.state] = end;
            if (step.last && matches.size() < limit) {
              matches.add(new Match(step.rule, from, end));
            }
          }
        });
    return matches;
  }

  private record Step(Rule rule, int state, boolean first, boolean last, int gap) {}
}

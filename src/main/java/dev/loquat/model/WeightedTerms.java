package dev.loquat.model;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The terms that a question asks for, with their weights. */
final class WeightedTerms {
  /** What each place further down the ranking takes off a sentence's worth. */
  private static final double PER_RANK = 0.04;

  private final Map<String, Double> weights;
  private final double total;
  private final Analyzer analyzer;

  WeightedTerms(Map<String, Double> weights, Analyzer analyzer) {
    this.weights = weights;
    this.total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    this.analyzer = analyzer;
  }

  /** Share of the weight that a source holds in its sentences and title together, in [0, 1]. */
  double coverage(List<Sentence> sentences, Source source) {
    Set<String> held = new HashSet<>();
    sentences.forEach(sentence -> held.addAll(sentence.terms()));
    for (Term term : analyzer.terms(source.title())) {
      held.add(term.text());
    }
    return share(held);
  }

  /** What a sentence is worth as an answer, in [0, 1]. */
  double worth(Sentence sentence, Source source) {
    return share(sentence.terms()) * Math.max(0.2, 1 - PER_RANK * (source.number() - 1));
  }

  /**
   * Which part of a sentence's worth is new, when repeated terms count {@code repeated}, in [0, 1].
   */
  double novelty(Sentence sentence, Set<String> said, double repeated) {
    double all = 0;
    double fresh = 0;
    for (Map.Entry<String, Double> wanted : weights.entrySet()) {
      if (sentence.terms().contains(wanted.getKey())) {
        all += wanted.getValue();
        fresh += said.contains(wanted.getKey()) ? wanted.getValue() * repeated : wanted.getValue();
      }
    }
    return all == 0 ? 0 : fresh / all;
  }

  private double share(Set<String> held) {
    if (total == 0) {
      return 0;
    }
    double sum = 0;
    for (Map.Entry<String, Double> wanted : weights.entrySet()) {
      if (held.contains(wanted.getKey())) {
        sum += wanted.getValue();
      }
    }
    return sum / total;
  }
}

package dev.loquat.guard;

import dev.loquat.text.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Logistic regression over words and pairs of neighbours: how likely a stretch of text is an
 * attack. It looks at the whole text and at windows of it, so that a sentence planted in a long
 * document is not thinned out. {@code docs/models.md} tells how its weights are made. Safe for use
 * by all threads.
 */
final class InjectionModel {
  private static final String STANDARD = "model.tsv";
  private static final String BIAS = "<bias>";
  private static final int[] WINDOWS = {16, 32, 64, 128};

  private final NgramWeights weights;
  private final double bias;

  private InjectionModel(NgramWeights weights, double bias) {
    this.weights = weights;
    this.bias = bias;
  }

  /**
   * The most suspicious words of a text.
   *
   * @param probability that they are an attack, in [0,1]
   * @param from the first word
   * @param to exclusive
   */
  record Stretch(double probability, int from, int to) {}

  /** The model that Loquat ships. */
  static InjectionModel standard() {
    return Standard.MODEL;
  }

  /** Of weights by n-gram: one word, or two with a blank between them. */
  static InjectionModel of(Map<String, Double> weights, double bias) {
    return new InjectionModel(NgramWeights.of(weights), bias);
  }

  /** The likeliest attack among the text and its windows; empty for a text without words. */
  Optional<Stretch> strongest(List<Term> words) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    Sums sums = new Sums(words);
    Stretch best = sums.stretch(0, words.size());
    for (int window : WINDOWS) {
      int step = window / 4;
      for (int to = window; window < words.size() && to < words.size() + step; to += step) {
        int end = Math.min(to, words.size());
        Stretch at = sums.stretch(end - window, end);
        best = at.probability > best.probability ? at : best;
      }
    }
    return Optional.of(best);
  }

  /** Weights summed up to each word, so that every window costs the same. */
  private final class Sums {
    private final double[] single;
    private final double[] pair;

    Sums(List<Term> words) {
      single = new double[words.size() + 1];
      pair = new double[words.size() + 1];
      long before = 0;
      for (int i = 0; i < words.size(); i++) {
        long word = NgramWeights.hash(Ngrams.normal(words.get(i).text()));
        single[i + 1] = single[i] + weights.get(word);
        pair[i + 1] = pair[i] + (i == 0 ? 0 : weights.get(NgramWeights.pair(before, word)));
        before = word;
      }
    }

    Stretch stretch(int from, int to) {
      double sum = single[to] - single[from] + pair[to] - pair[from + 1];
      double score = sum / Math.sqrt(Ngrams.count(to - from)) + bias;
      return new Stretch(1 / (1 + Math.exp(-score)), from, to);
    }
  }

  private static final class Standard {
    private static final InjectionModel MODEL = read();

    private static InjectionModel read() {
      Map<String, Double> weights = new LinkedHashMap<>();
      for (String row : Shipped.text(STANDARD).split("\n")) {
        int tab = row.indexOf('\t');
        if (tab > 0) {
          weights.put(row.substring(0, tab), Double.parseDouble(row.substring(tab + 1)));
        }
      }
      Double bias = weights.remove(BIAS);
      if (bias == null) {
        throw new IllegalStateException(STANDARD + " lacks " + BIAS);
      }
      return of(weights, bias);
    }
  }
}

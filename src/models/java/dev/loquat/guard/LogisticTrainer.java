package dev.loquat.guard;

import dev.loquat.text.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Logistic regression with an L2 penalty by full-batch Adam (Kingma and Ba, 2015); the same
 * stretches in the same order give the same weights.
 */
final class LogisticTrainer {
  private static final int STEPS = 400;
  private static final double RATE = 0.05;

  private final double penalty;
  private final Map<String, Integer> known = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  /** N-grams of a stretch with how often they stand in it, divided by the root of their number. */
  private record Row(int[] ngrams, double[] values, double label, double weight) {}

  /** Knows the n-grams that at least {@code least} of the texts have. */
  LogisticTrainer(List<List<Term>> texts, int least, double penalty) {
    this.penalty = penalty;
    Map<String, Integer> texted = new LinkedHashMap<>();
    for (List<Term> text : texts) {
      Ngrams.of(text).stream().distinct().forEach(n -> texted.merge(n, 1, Integer::sum));
    }
    texted.forEach(
        (ngram, count) -> {
          if (count >= least) {
            known.put(ngram, known.size());
          }
        });
  }

  void add(List<Term> words, boolean attack, double weight) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (String ngram : Ngrams.of(words)) {
      Integer id = known.get(ngram);
      if (id != null) {
        counts.merge(id, 1, Integer::sum);
      }
    }
    double norm = Math.sqrt(Ngrams.count(words.size()));
    int[] ids = counts.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    double[] values = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      values[i] = counts.getOrDefault(ids[i], 0) / norm;
    }
    rows.add(new Row(ids, values, attack ? 1 : 0, weight));
  }

  /** Weights by n-gram; those nearer to 0 than {@code least} are left out. */
  record Trained(Map<String, Double> weights, double bias) {
    InjectionModel model() {
      return InjectionModel.of(weights, bias);
    }
  }

  Trained train(double least) {
    int size = known.size();
    double[] w = new double[size + 1];
    double[] mean = new double[size + 1];
    double[] square = new double[size + 1];
    for (int step = 1; step <= STEPS; step++) {
      double[] slope = slope(w);
      double rate = RATE * Math.min(1, 2.0 * (STEPS - step + 1) / STEPS);
      for (int i = 0; i <= size; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * slope[i];
        square[i] = 0.999 * square[i] + 0.001 * slope[i] * slope[i];
        double m = mean[i] / (1 - Math.pow(0.9, step));
        double s = square[i] / (1 - Math.pow(0.999, step));
        w[i] -= rate * m / (Math.sqrt(s) + 1e-8);
      }
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    known.forEach(
        (ngram, id) -> {
          if (Math.abs(w[id]) >= least) {
            weights.put(ngram, w[id]);
          }
        });
    return new Trained(weights, w[size]);
  }

  private double[] slope(double[] w) {
    int bias = known.size();
    double[] out = new double[w.length];
    double total = rows.stream().mapToDouble(Row::weight).sum();
    for (Row row : rows) {
      double score = w[bias];
      for (int i = 0; i < row.ngrams.length; i++) {
        score += w[row.ngrams[i]] * row.values[i];
      }
      double error = (1 / (1 + Math.exp(-score)) - row.label) * row.weight / total;
      for (int i = 0; i < row.ngrams.length; i++) {
        out[row.ngrams[i]] += error * row.values[i];
      }
      out[bias] += error;
    }
    for (int i = 0; i < bias; i++) {
      out[i] += penalty * w[i] / rows.size();
    }
    return out;
  }
}

package dev.loquat.retrieve;

import dev.loquat.rank.FusionChoice;
import dev.loquat.rank.Measures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Finds the weight of the two paths that ranks a collection's judged queries best, and says how
 * sure that is. Both paths are asked once for each query; only the fusion is repeated.
 */
public final class Tuner {
  /** Where {@link #usualGrid} begins. */
  public static final double FROM = 0.3;

  /** Where {@link #usualGrid} ends. */
  public static final double TO = 0.6;

  /** The step of {@link #usualGrid}. */
  public static final double STEP = 0.01;

  private static final int DEPTH = 10;
  private static final int RECALL_DEPTH = 40;
  private static final int RESAMPLES = 1000;
  private static final long SEED = 20260101;

  private final Retriever retriever;

  public Tuner(Retriever retriever) {
    this.retriever = retriever;
  }

  /**
   * A choice and what it measures; means over queries.
   *
   * @param low lower end of the 95 % bootstrap interval of {@code ndcg}
   * @param high upper end of it
   */
  public record Trial(
      FusionChoice choice, double ndcg, double low, double high, double mrr, double recall) {}

  /**
   * All trials and the best of them by nDCG@10; of equal ones the nearest to the default.
   *
   * @param queries how many were asked
   */
  public record Result(Trial best, List<Trial> trials, int queries) {}

  /** The choices with alpha from 0.3 to 0.6 by 0.01. */
  public static List<FusionChoice> usualGrid() {
    return grid(FROM, TO, STEP);
  }

  /** The choices with alpha from {@code from} to {@code to} by {@code step}. */
  public static List<FusionChoice> grid(double from, double to, double step) {
    if (!(from >= 0 && to <= 1 && from <= to && step >= 0.001)) {
      throw new IllegalArgumentException(
          "alpha cannot go from " + from + " to " + to + " by " + step);
    }
    List<FusionChoice> out = new ArrayList<>();
    for (int i = 0; from + i * step <= to + 1e-9; i++) {
      double alpha = Math.round((from + i * step) * 1000) / 1000.0;
      out.add(new FusionChoice(FusionChoice.Method.LINEAR, Math.min(1, alpha)));
    }
    return out;
  }

  /** Tries every choice on every query. */
  public Result tune(String collection, List<JudgedQuery> queries, List<FusionChoice> choices) {
    if (queries.isEmpty() || choices.isEmpty()) {
      throw new IllegalArgumentException("tuning needs judged queries and choices");
    }
    double[][][] measured = new double[choices.size()][3][queries.size()];
    for (int q = 0; q < queries.size(); q++) {
      JudgedQuery query = queries.get(q);
      List<List<String>> rankings = retriever.rankings(collection, query.text(), choices);
      for (int c = 0; c < choices.size(); c++) {
        List<String> ranked = rankings.get(c);
        measured[c][0][q] = Measures.ndcg(ranked, query.grades(), DEPTH);
        measured[c][1][q] = Measures.reciprocalRank(ranked, query.grades(), DEPTH);
        measured[c][2][q] = Measures.recall(ranked, query.grades(), RECALL_DEPTH);
      }
    }
    List<Trial> trials = new ArrayList<>();
    for (int c = 0; c < choices.size(); c++) {
      double[] interval = interval(measured[c][0]);
      trials.add(
          new Trial(
              choices.get(c),
              mean(measured[c][0]),
              interval[0],
              interval[1],
              mean(measured[c][1]),
              mean(measured[c][2])));
    }
    Trial best =
        trials.stream()
            .max(
                Comparator.comparingDouble(Trial::ndcg)
                    .thenComparingDouble(
                        t -> -Math.abs(t.choice().alpha() - FusionChoice.DEFAULT.alpha())))
            .orElseThrow();
    return new Result(best, List.copyOf(trials), queries.size());
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Percentile bootstrap (Efron 1979) with a fixed seed. */
  private static double[] interval(double[] values) {
    Random random = new Random(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    java.util.Arrays.sort(means);
    return new double[] {means[(int) (RESAMPLES * 0.025)], means[(int) (RESAMPLES * 0.975)]};
  }
}

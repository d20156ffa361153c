package dev.loquat.rank;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Measures of a ranked list against judgements: grades by document, 0 where none is given. */
public final class Measures {

  private Measures() {}

  /** Normalised discounted cumulative gain, gains 2^grade - 1 (Burges et al. 2005); 0 to 1. */
  public static double ndcg(List<String> ranked, Map<String, Integer> grades, int depth) {
    double gain = 0;
    for (int i = 0; i < Math.min(depth, ranked.size()); i++) {
      gain += discounted(grades.getOrDefault(ranked.get(i), 0), i);
    }
    double best = 0;
    List<Integer> ideal = grades.values().stream().sorted(Comparator.reverseOrder()).toList();
    for (int i = 0; i < Math.min(depth, ideal.size()); i++) {
      best += discounted(ideal.get(i), i);
    }
    return best > 0 ? gain / best : 0;
  }

  private static double discounted(int grade, int index) {
    return (Math.pow(2, grade) - 1) / (Math.log(index + 2) / Math.log(2));
  }

  /** One by the rank of the first relevant document, 0 where none is within {@code depth}. */
  public static double reciprocalRank(List<String> ranked, Map<String, Integer> grades, int depth) {
    for (int i = 0; i < Math.min(depth, ranked.size()); i++) {
      if (grades.getOrDefault(ranked.get(i), 0) > 0) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  /** The part of all relevant documents that is within {@code depth}. */
  public static double recall(List<String> ranked, Map<String, Integer> grades, int depth) {
    long relevant = grades.values().stream().filter(grade -> grade > 0).count();
    long found =
        ranked.stream()
            .limit(depth)
            .filter(document -> grades.getOrDefault(document, 0) > 0)
            .count();
    return relevant == 0 ? 0 : (double) found / relevant;
  }
}

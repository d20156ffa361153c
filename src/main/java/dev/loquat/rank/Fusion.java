package dev.loquat.rank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Fuses two ranked lists. Linear: both paths' scores min-max-normalised to [0,1] over the union of
 * the lists; what a path gave no score counts 0. RRF: {@code weight/(k + rank)} summed (Cormack et
 * al. 2009), divided by what a first place in both gives.
 */
public final class Fusion {
  private Fusion() {}

  /** A passage with its score in one list. */
  public record Scored(long passage, double score) {}

  /** A passage in the fused list; ranks from 1. */
  public record Fused(
      long passage,
      double score,
      OptionalDouble bm25,
      OptionalDouble similarity,
      OptionalInt bm25Rank,
      OptionalInt vectorRank) {}

  /**
   * What one path says.
   *
   * @param ranked its list, best first
   * @param others its scores of passages that only the other path's list has
   */
  public record Path(List<Scored> ranked, Map<Long, Double> others) {

    /** A path that says nothing. */
    public static final Path NONE = new Path(List.of(), Map.of());

    private Map<Long, Double> scores() {
      Map<Long, Double> scores = new HashMap<>(others);
      ranked.forEach(scored -> scores.put(scored.passage(), scored.score()));
      return scores;
    }
  }

  /** The fused list, best first; equal scores by BM25 rank, then vector rank. */
  public static List<Fused> fuse(FusionChoice choice, Path bm25, Path vector) {
    Map<Long, Integer> inBm25 = positions(bm25.ranked());
    Map<Long, Integer> inVector = positions(vector.ranked());
    Map<Long, Integer> union = new LinkedHashMap<>(inBm25);
    inVector.forEach(union::putIfAbsent);
    Normalised left = Normalised.of(bm25.scores(), union.keySet());
    Normalised right = Normalised.of(vector.scores(), union.keySet());
    List<Fused> out = new ArrayList<>(union.size());
    for (long passage : union.keySet()) {
      int i = inBm25.getOrDefault(passage, -1);
      int j = inVector.getOrDefault(passage, -1);
      double score =
          switch (choice.method()) {
            case LINEAR ->
                choice.alpha() * left.of(passage) + (1 - choice.alpha()) * right.of(passage);
            case RRF -> ofRanks(choice.ranks(), i, j);
          };
      out.add(
          new Fused(
              passage,
              Math.clamp(score, 0, 1),
              left.raw(passage),
              right.raw(passage),
              i < 0 ? OptionalInt.empty() : OptionalInt.of(i + 1),
              j < 0 ? OptionalInt.empty() : OptionalInt.of(j + 1)));
    }
    out.sort(
        Comparator.comparingDouble(Fused::score)
            .reversed()
            .thenComparingInt(f -> f.bm25Rank().orElse(Integer.MAX_VALUE))
            .thenComparingInt(f -> f.vectorRank().orElse(Integer.MAX_VALUE)));
    return out;
  }

  private static double ofRanks(FusionChoice.Ranks ranks, int inBm25, int inVector) {
    double sum =
        ranks.bm25() * reciprocal(ranks.k(), inBm25)
            + ranks.vector() * reciprocal(ranks.k(), inVector);
    return sum * (ranks.k() + 1) / (ranks.bm25() + ranks.vector());
  }

  private static double reciprocal(int k, int index) {
    return index < 0 ? 0 : 1.0 / (k + index + 1);
  }

  private static Map<Long, Integer> positions(List<Scored> list) {
    Map<Long, Integer> positions = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      positions.putIfAbsent(list.get(i).passage(), i);
    }
    return positions;
  }

  private record Normalised(Map<Long, Double> scores, double min, double max) {
    static Normalised of(Map<Long, Double> scores, Set<Long> union) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (long passage : union) {
        Double score = scores.get(passage);
        if (score != null) {
          min = Math.min(min, score);
          max = Math.max(max, score);
        }
      }
      return new Normalised(scores, min, max);
    }

    /** Where all scores are equal, as that of a single passage, there are none but best ones. */
    double of(long passage) {
      Double score = scores.get(passage);
      if (score == null) {
        return 0;
      }
      return max > min ? (score - min) / (max - min) : 1;
    }

    OptionalDouble raw(long passage) {
      Double score = scores.get(passage);
      return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
    }
  }
}

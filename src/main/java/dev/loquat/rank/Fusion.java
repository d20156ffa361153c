package dev.loquat.rank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Fuses two ranked lists. Linear: both lists' scores min-max-normalised to [0,1] over the union,
 * what a list lacks counts 0. RRF: {@code 1/(60 + rank)} summed (Cormack et al. 2009), divided by
 * what a first place in both gives.
 */
public final class Fusion {
  private static final int RRF_K = 60;

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
   * The fused list, best first; equal scores by BM25 rank, then vector rank.
   *
   * @param bm25 best first
   * @param vector best first
   */
  public static List<Fused> fuse(FusionChoice choice, List<Scored> bm25, List<Scored> vector) {
    Map<Long, Integer> inBm25 = positions(bm25);
    Map<Long, Integer> inVector = positions(vector);
    Map<Long, Integer> union = new LinkedHashMap<>(inBm25);
    inVector.forEach(union::putIfAbsent);
    Normalised left = Normalised.of(bm25);
    Normalised right = Normalised.of(vector);
    List<Fused> out = new ArrayList<>(union.size());
    for (long passage : union.keySet()) {
      int i = inBm25.getOrDefault(passage, -1);
      int j = inVector.getOrDefault(passage, -1);
      double score =
          switch (choice.method()) {
            case LINEAR ->
                choice.alpha() * (i < 0 ? 0 : left.of(bm25.get(i).score()))
                    + (1 - choice.alpha()) * (j < 0 ? 0 : right.of(vector.get(j).score()));
            case RRF -> (reciprocal(i) + reciprocal(j)) * (RRF_K + 1) / 2;
          };
      out.add(
          new Fused(
              passage,
              Math.clamp(score, 0, 1),
              i < 0 ? OptionalDouble.empty() : OptionalDouble.of(bm25.get(i).score()),
              j < 0 ? OptionalDouble.empty() : OptionalDouble.of(vector.get(j).score()),
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

  private static double reciprocal(int index) {
    return index < 0 ? 0 : 1.0 / (RRF_K + index + 1);
  }

  private static Map<Long, Integer> positions(List<Scored> list) {
    Map<Long, Integer> positions = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      positions.putIfAbsent(list.get(i).passage(), i);
    }
    return positions;
  }

  private record Normalised(double min, double max) {
    static Normalised of(List<Scored> list) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (Scored scored : list) {
        min = Math.min(min, scored.score());
        max = Math.max(max, scored.score());
      }
      return new Normalised(min, max);
    }

    /** A list whose scores are all equal, as one of a single passage, has nothing but best ones. */
    double of(double score) {
      return max > min ? (score - min) / (max - min) : 1;
    }
  }
}

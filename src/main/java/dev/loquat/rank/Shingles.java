package dev.loquat.rank;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The shingles of a text, short runs of its letters, as a set of 64-bit hashes (Broder 1997). Two
 * texts of which one copies the other share nearly all of them, two on the same matter hardly any.
 */
public final class Shingles {
  private final long[] sorted;

  private Shingles(long[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The shingles of a text; of one that is shorter than its first shingle, the text itself.
   *
   * @param letters without what may differ in a copy, as spaces and marks
   * @param length of the shingle that begins with a UTF-16 unit, from 1
   */
  public static Shingles of(String letters, IntUnaryOperator length) {
    long[] shingles = new long[letters.length()];
    int count = 0;
    for (int from = 0; from < letters.length(); from++) {
      int to = from + length.applyAsInt(letters.charAt(from));
      if (to <= letters.length() || from == 0) {
        shingles[count++] = hash(letters, from, Math.min(to, letters.length()));
      }
    }
    Arrays.sort(shingles, 0, count);
    return new Shingles(distinct(shingles, count));
  }

  private static long hash(String letters, int from, int to) {
    long hash = 0;
    for (int i = from; i < to; i++) {
      hash = Long.rotateLeft(hash, 21) * 0x9e3779b97f4a7c15L + letters.charAt(i);
    }
    return hash;
  }

  private static long[] distinct(long[] sorted, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  /** How many different ones there are. */
  public int size() {
    return sorted.length;
  }

  /** The part of both sets' shingles that both have (Jaccard), 0 to 1; 0 where one has none. */
  public double similarity(Shingles other) {
    int i = 0;
    int j = 0;
    int shared = 0;
    while (i < sorted.length && j < other.sorted.length) {
      int order = Long.compare(sorted[i], other.sorted[j]);
      if (order == 0) {
        shared++;
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    int all = sorted.length + other.sorted.length - shared;
    return all == 0 ? 0 : (double) shared / all;
  }
}

package dev.loquat.rank;

import java.util.Arrays;
import java.util.List;

/**
 * The shingles of a text, three terms each, as a set of 64-bit hashes (Broder 1997). Two texts of
 * which one copies the other share nearly all of them, two on the same matter hardly any.
 */
public final class Shingles {
  private static final int LENGTH = 3;

  private final long[] sorted;

  private Shingles(long[] sorted) {
    this.sorted = sorted;
  }

  /** The shingles of a text's terms in order; of fewer than three terms there is one. */
  public static Shingles of(List<String> terms) {
    long[] hashes = terms.stream().mapToLong(TermHash::of).toArray();
    int count = hashes.length == 0 ? 0 : Math.max(1, hashes.length - LENGTH + 1);
    long[] shingles = new long[count];
    for (int i = 0; i < count; i++) {
      long hash = 0;
      for (int j = i; j < Math.min(hashes.length, i + LENGTH); j++) {
        hash = Long.rotateLeft(hash, 21) * 0x9e3779b97f4a7c15L + hashes[j];
      }
      shingles[i] = hash;
    }
    return new Shingles(Arrays.stream(shingles).sorted().distinct().toArray());
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

package dev.loquat.store.packaged;

import dev.loquat.rank.Bm25;
import dev.loquat.rank.ByteVectors;
import dev.loquat.rank.DocSet;
import dev.loquat.rank.TopK;
import dev.loquat.store.Hit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One model's vectors in an index file, in rising order of passages. Safe from any thread. */
final class PackagedVectors {
  /** Bytes of vectors that are copied at a time: few, as every search leaves them to the heap. */
  private static final int BLOCK = 1 << 13;

  private final Section section;
  private final int dimension;
  private final int count;

  PackagedVectors(Section section, IndexFile.Model model) {
    this.section = section;
    this.dimension = model.dimension();
    this.count = model.count();
  }

  /** The nearest of those passages that are allowed, best first. */
  List<Hit> nearest(float[] query, int k, Optional<DocSet> allowed) {
    ByteVectors.Query wanted = ByteVectors.query(query);
    TopK top = new TopK(Math.min(k, count));
    int rows = Math.max(1, BLOCK / dimension);
    byte[] block = new byte[rows * dimension];
    for (int from = 0; from < count; from += rows) {
      int to = Math.min(count, from + rows);
      copy(from, to, block);
      for (int i = from; i < to; i++) {
        int passage = passage(i);
        if (allowed.isEmpty() || allowed.get().contains(passage)) {
          top.offer(wanted.dot(block, (i - from) * dimension, scale(i)), passage);
        }
      }
    }
    List<Hit> hits = new ArrayList<>();
    for (Bm25.Found found : top.ranked()) {
      hits.add(new Hit(found.doc(), found.score()));
    }
    return hits;
  }

  /** The similarities of some passages; those without a vector are left out. */
  Map<Long, Double> similarities(float[] query, List<Long> passages) {
    ByteVectors.Query wanted = ByteVectors.query(query);
    byte[] vector = new byte[dimension];
    Map<Long, Double> out = new LinkedHashMap<>();
    for (long passage : passages) {
      int at = find(passage);
      if (at >= 0) {
        copy(at, at + 1, vector);
        out.put(passage, (double) wanted.dot(vector, 0, scale(at)));
      }
    }
    return out;
  }

  private int passage(int at) {
    return section.i32(4 * at);
  }

  private float scale(int at) {
    return Float.intBitsToFloat(section.i32(4 * (count + at)));
  }

  private void copy(int from, int to, byte[] into) {
    section.copy(8 * count + from * dimension, into, (to - from) * dimension);
  }

  private int find(long passage) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int value = passage(middle);
      if (value < passage) {
        low = middle + 1;
      } else if (value > passage) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }
}

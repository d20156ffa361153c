package dev.loquat.rank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The k best of many, equal scores by lower segment and document. For one thread. */
public final class TopK {
  private final double[] scores;
  private final long[] keys;
  private int size;

  /** Keeps {@code k}, from 1. */
  public TopK(int k) {
    scores = new double[k];
    keys = new long[k];
  }

  /** A score that is at least this high may enter. */
  double threshold() {
    return size < scores.length ? Double.NEGATIVE_INFINITY : scores[0];
  }

  /** Keeps it if it is one of the best; {@code key} is segment, 32 bits, and document, 32 bits. */
  public void offer(double score, long key) {
    if (size < scores.length) {
      scores[size] = score;
      keys[size] = key;
      up(size++);
    } else if (worse(scores[0], keys[0], score, key)) {
      scores[0] = score;
      keys[0] = key;
      down();
    }
  }

  private static boolean worse(double score, long key, double other, long otherKey) {
    return score < other || (score == other && key > otherKey);
  }

  private void up(int from) {
    for (int i = from; i > 0; ) {
      int parent = (i - 1) >>> 1;
      if (!worse(scores[i], keys[i], scores[parent], keys[parent])) {
        return;
      }
      swap(i, parent);
      i = parent;
    }
  }

  private void down() {
    for (int i = 0; ; ) {
      int worst = i;
      for (int child = 2 * i + 1; child <= 2 * i + 2 && child < size; child++) {
        if (worse(scores[child], keys[child], scores[worst], keys[worst])) {
          worst = child;
        }
      }
      if (worst == i) {
        return;
      }
      swap(i, worst);
      i = worst;
    }
  }

  private void swap(int i, int j) {
    double score = scores[i];
    scores[i] = scores[j];
    scores[j] = score;
    long key = keys[i];
    keys[i] = keys[j];
    keys[j] = key;
  }

  /** What was kept, best first. */
  public List<Bm25.Found> ranked() {
    List<Bm25.Found> out = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      out.add(new Bm25.Found((int) (keys[i] >>> 32), (int) keys[i], (float) scores[i]));
    }
    Collections.sort(out);
    return out;
  }
}

package dev.loquat.text.zh;

import java.nio.ByteBuffer;

/**
 * The sequence model: how well each atom fits begin, middle or end of a word, or a word of its own,
 * by the atoms around it. Weights of an averaged perceptron (Collins 2002) as bytes. What an atom,
 * a pair, a pair around an atom says of all its neighbours lies in one row, so that an atom costs
 * three look-ups.
 */
final class CharModel {
  static final int TAGS = 4;
  static final int BEGIN = 0;
  static final int MIDDLE = 1;
  static final int END = 2;
  static final int SINGLE = 3;
  static final char BEFORE = '\1';
  static final char BEHIND = '\2';

  /** An atom speaks for itself and two on each side. */
  static final int UNIGRAM_ROW = 5 * TAGS;

  /** A pair speaks for its two and one on each side. */
  static final int PAIR_ROW = 4 * TAGS;

  private final char[] ids;
  private final byte[] unigrams;
  private final Rows pairs;
  private final Rows skips;

  private CharModel(char[] ids, byte[] unigrams, Rows pairs, Rows skips) {
    this.ids = ids;
    this.unigrams = unigrams;
    this.pairs = pairs;
    this.skips = skips;
  }

  static CharModel read(ByteBuffer in) {
    int n = in.getInt();
    char[] ids = new char[Character.MAX_VALUE + 1];
    for (int i = 1; i <= n; i++) {
      ids[in.getChar()] = (char) i;
    }
    byte[] unigrams = new byte[(n + 1) * UNIGRAM_ROW];
    in.get(unigrams, UNIGRAM_ROW, n * UNIGRAM_ROW);
    return new CharModel(ids, unigrams, Rows.read(in, PAIR_ROW), Rows.read(in, TAGS));
  }

  /** Fills {@code scores}, four an atom. */
  void score(Atoms atoms, int[] scores) {
    int n = atoms.n;
    java.util.Arrays.fill(scores, 0, n * TAGS, 0);
    int beforeLast = ids[BEFORE];
    int last = ids[BEFORE];
    int here = ids[BEFORE];
    // here is the atom at i; it speaks for i-2 to i+2.
    for (int i = -2; i < n + 2; i++) {
      here = i < 0 ? ids[BEFORE] : i < n ? ids[atoms.unit[i]] : ids[BEHIND];
      unigram(here, i, n, scores);
      if (i > -2) {
        pair(last, here, i - 1, n, scores);
      }
      if (i > 0 && i <= n) {
        int row = skips.find(beforeLast, here);
        if (row >= 0) {
          add(skips.weights, row, scores, (i - 1) * TAGS, TAGS);
        }
      }
      beforeLast = last;
      last = here;
    }
    pair(last, ids[BEHIND], n + 1, n, scores);
  }

  private void unigram(int id, int i, int n, int[] scores) {
    int from = Math.max(0, i - 2);
    int to = Math.min(n - 1, i + 2);
    // Row order is by offset o = -2..2 of the atom from the one it speaks for: i - o.
    for (int p = from; p <= to; p++) {
      add(unigrams, id * UNIGRAM_ROW + (i - p + 2) * TAGS, scores, p * TAGS, TAGS);
    }
  }

  private void pair(int a, int b, int i, int n, int[] scores) {
    int row = pairs.find(a, b);
    if (row < 0) {
      return;
    }
    int from = Math.max(0, i - 1);
    int to = Math.min(n - 1, i + 2);
    for (int p = from; p <= to; p++) {
      add(pairs.weights, row + (i - p + 2) * TAGS, scores, p * TAGS, TAGS);
    }
  }

  private static void add(byte[] weights, int at, int[] scores, int to, int n) {
    for (int t = 0; t < n; t++) {
      scores[to + t] += weights[at + t];
    }
  }
}

package dev.loquat.text.zh;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

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

  /** How far beyond its ends a stretch is spoken for. */
  static final int MARGIN = 4;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BIAS = 128;

  /** Five atoms, four pairs and one pair around it speak for an atom. */
  private static final int EVERY_BIAS = 10 * BIAS;

  private static final long NOTHING = BIAS * 0x0001_0001_0001_0001L;

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

  /**
   * Fills {@code scores}, four an atom. The four weights of a tag set lie in the lanes of one long,
   * 16 bits each and {@link #BIAS} above their value, so that one addition adds four; what says
   * nothing adds the bias alone, so that every atom gets it as often.
   *
   * @param sums room for one a an atom and two more on each side
   */
  void score(Atoms atoms, long[] sums, int[] scores) {
    int n = atoms.n;
    Arrays.fill(sums, 0, n + 2 * MARGIN, 0);
    int beforeLast = ids[BEFORE];
    int last = beforeLast;
    for (int i = -2; i < n + 2; i++) {
      int here = ids[i < 0 ? BEFORE : i < n ? atoms.unit[i] : BEHIND];
      int at = i + MARGIN;
      int row = here * UNIGRAM_ROW;
      sums[at - 2] += lanes(unigrams, row + 16);
      sums[at - 1] += lanes(unigrams, row + 12);
      sums[at] += lanes(unigrams, row + 8);
      sums[at + 1] += lanes(unigrams, row + 4);
      sums[at + 2] += lanes(unigrams, row);
      if (i > -2) {
        pair(last, here, at, sums);
        skip(beforeLast, here, at - 1, sums);
      }
      beforeLast = last;
      last = here;
    }
    for (int i = 0; i < n; i++) {
      long sum = sums[i + MARGIN];
      scores[4 * i] = (int) (sum & 0xFFFF) - EVERY_BIAS;
      scores[4 * i + 1] = (int) (sum >>> 32 & 0xFFFF) - EVERY_BIAS;
      scores[4 * i + 2] = (int) (sum >>> 16 & 0xFFFF) - EVERY_BIAS;
      scores[4 * i + 3] = (int) (sum >>> 48) - EVERY_BIAS;
    }
  }

  private void pair(int a, int b, int at, long[] sums) {
    int row = pairs.find(a, b);
    if (row < 0) {
      sums[at - 2] += NOTHING;
      sums[at - 1] += NOTHING;
      sums[at] += NOTHING;
      sums[at + 1] += NOTHING;
    } else {
      sums[at - 2] += lanes(pairs.weights, row + 12);
      sums[at - 1] += lanes(pairs.weights, row + 8);
      sums[at] += lanes(pairs.weights, row + 4);
      sums[at + 1] += lanes(pairs.weights, row);
    }
  }

  private void skip(int a, int b, int at, long[] sums) {
    int row = skips.find(a, b);
    sums[at] += row < 0 ? NOTHING : lanes(skips.weights, row);
  }

  /** Weights 0 and 2 of the four in the lower lanes, 1 and 3 in the higher. */
  private static long lanes(byte[] weights, int at) {
    int four = (int) INTS.get(weights, at) ^ 0x80808080;
    return four & 0x00FF00FFL | (four >>> 8 & 0x00FF00FFL) << 32;
  }
}

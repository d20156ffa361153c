package dev.loquat.store.postgres;

/**
 * Under which keys a term's postings may lie. A long list has a row of its own; short ones share
 * rows by the first bits of their terms, as many bits as keep rows of a segment at a few kilobytes.
 * A row names its terms, so that a key need not tell all of a term.
 */
final class PostingKeys {
  /** Lists of so many bytes have rows of their own. */
  static final int LONG_LIST = 1024;

  private static final int ROW = 4096;
  private static final int STEP = 4;
  private static final int MOST_BITS = 16;

  /** Numbers of first bits that segments use. */
  static final int LEVELS = MOST_BITS / STEP + 1;

  private PostingKeys() {}

  /** The key of a term's own row; negative, in the order of the terms as unsigned numbers. */
  static long own(long term) {
    return term >>> 1 | Long.MIN_VALUE;
  }

  /** The key of the row that a term shares where {@code bits} first bits tell rows apart. */
  static long shared(long term, int bits) {
    return bits == 0 ? 1 : 1L << bits | term >>> (64 - bits);
  }

  /** The first bits that keep shared rows short when all of them hold so many bytes. */
  static int bits(long bytes) {
    int bits = 0;
    while (bits < MOST_BITS && bytes >>> bits > ROW) {
      bits += STEP;
    }
    return bits;
  }

  /** All keys under which postings of these terms may lie. */
  static Long[] all(long[] terms) {
    Long[] keys = new Long[terms.length * (LEVELS + 1)];
    int n = 0;
    for (long term : terms) {
      keys[n++] = own(term);
      for (int bits = 0; bits <= MOST_BITS; bits += STEP) {
        keys[n++] = shared(term, bits);
      }
    }
    return keys;
  }

  /**
   * The rows of a {@code slices}-th part of all terms, but those shared by no bits, as a condition
   * on {@code term}.
   *
   * @param slices a power of two, at most 16
   */
  static String slice(int slice, int slices) {
    int sliceBits = Integer.numberOfTrailingZeros(slices);
    StringBuilder out = new StringBuilder("(");
    long width = 1L << (63 - sliceBits);
    long first = Long.MIN_VALUE + slice * width;
    out.append("term BETWEEN ").append(first).append(" AND ").append(first + width - 1);
    for (int bits = STEP; bits <= MOST_BITS; bits += STEP) {
      long rows = 1L << (bits - sliceBits);
      long from = (1L << bits) + slice * rows;
      out.append(" OR term BETWEEN ").append(from).append(" AND ").append(from + rows - 1);
    }
    return out.append(')').toString();
  }
}

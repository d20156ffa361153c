package dev.loquat.store.postgres;

import java.util.OptionalInt;

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

  /**
   * How many first bits tell the shared rows of some segments apart.
   *
   * @param mask bit n if it is n in one of them
   */
  record Bits(int mask) {
    static final Bits NONE = new Bits(0);

    private static final Bits ANY = new Bits(0x1_1111);

    /** Those of one segment; any if it is from before that was told. */
    static Bits of(OptionalInt told) {
      return told.isPresent() ? new Bits(1 << told.getAsInt()) : ANY;
    }

    Bits with(Bits more) {
      return new Bits(mask | more.mask);
    }

    boolean contains(Bits others) {
      return (others.mask & ~mask) == 0;
    }
  }

  /** All keys under which postings of these terms may lie in segments with such bits. */
  static long[] of(long[] terms, Bits bits) {
    long[] keys = new long[terms.length * (Integer.bitCount(bits.mask()) + 1)];
    int n = 0;
    for (long term : terms) {
      keys[n++] = own(term);
      for (int rest = bits.mask(); rest != 0; rest &= rest - 1) {
        keys[n++] = shared(term, Integer.numberOfTrailingZeros(rest));
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

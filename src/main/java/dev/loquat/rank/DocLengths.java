package dev.loquat.rank;

import java.util.Arrays;

/**
 * The lengths, in terms, of all documents of a segment, exact. Two bytes each where none is longer
 * than 65,535: a search reads them all over. Immutable.
 */
public final class DocLengths {
  private final char[] small; // empty if some are large
  private final int[] large;
  private final long total;
  private volatile Total asked = new Total(DocSet.EMPTY, 0);

  private DocLengths(int[] lengths) {
    long sum = 0;
    int all = 0;
    for (int length : lengths) {
      sum += length;
      all |= length;
    }
    total = sum;
    boolean fit = all <= Character.MAX_VALUE;
    large = fit ? new int[0] : lengths;
    small = new char[fit ? lengths.length : 0];
    for (int i = 0; i < small.length; i++) {
      small[i] = (char) lengths[i];
    }
  }

  /** Of documents in their order. */
  public static DocLengths of(int[] lengths) {
    return new DocLengths(lengths);
  }

  /** Reads {@link #encode}. */
  public static DocLengths decode(byte[] bytes) {
    ByteSource in = new ByteSource(bytes, 0);
    int[] lengths = new int[in.varintInt()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = in.varintInt();
    }
    return new DocLengths(lengths);
  }

  /** One or two bytes for most documents. */
  public byte[] encode() {
    ByteSink out = new ByteSink();
    out.varint(docs());
    for (int doc = 0; doc < docs(); doc++) {
      out.varint(of(doc));
    }
    return out.toBytes();
  }

  /** The length of one document. */
  public int of(int doc) {
    return large.length == 0 ? small[doc] : large[doc];
  }

  /** Number of documents, deleted ones included. */
  public int docs() {
    return Math.max(small.length, large.length);
  }

  /** Sum of all lengths, deleted ones included. */
  public long total() {
    return total;
  }

  /** Sum of the lengths of some documents; kept for those, as every search asks for the deleted. */
  public long totalOf(DocSet docs) {
    Total known = asked;
    if (known.of() != docs) {
      long[] sum = {0};
      docs.forEach(doc -> sum[0] += of(doc));
      known = new Total(docs, sum[0]);
      asked = known;
    }
    return known.sum();
  }

  private record Total(DocSet of, long sum) {}

  /** An array of them. */
  public int[] toArray() {
    int[] out = new int[docs()];
    Arrays.setAll(out, this::of);
    return out;
  }
}

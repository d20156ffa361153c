package dev.loquat.rank;

/** The lengths, in terms, of all documents of a segment, exact. Immutable. */
public final class DocLengths {
  private final int[] lengths;
  private final long total;

  private DocLengths(int[] lengths) {
    this.lengths = lengths;
    long sum = 0;
    for (int length : lengths) {
      sum += length;
    }
    total = sum;
  }

  /** Keeps the array. */
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
    out.varint(lengths.length);
    for (int length : lengths) {
      out.varint(length);
    }
    return out.toBytes();
  }

  /** The length of one document. */
  public int of(int doc) {
    return lengths[doc];
  }

  /** Number of documents, deleted ones included. */
  public int docs() {
    return lengths.length;
  }

  /** Sum of all lengths, deleted ones included. */
  public long total() {
    return total;
  }

  /** Sum of the lengths of some documents. */
  public long totalOf(DocSet docs) {
    long[] sum = {0};
    docs.forEach(doc -> sum[0] += lengths[doc]);
    return sum[0];
  }

  int[] array() {
    return lengths;
  }

  /** A copy as an array. */
  public int[] toArray() {
    return lengths.clone();
  }
}

package dev.loquat.rank;

import java.util.Arrays;

/**
 * The documents of one segment that have one term, with the term's frequency in each: a container
 * for every {@value Container#DOCS} documents. Immutable.
 */
public final class PostingList {

  /** The list without documents. */
  public static final PostingList EMPTY = new PostingList(0, new int[0], new Container[0]);

  private final int count;
  final int[] ranges;
  final Container[] containers;

  private PostingList(int count, int[] ranges, Container[] containers) {
    this.count = count;
    this.ranges = ranges;
    this.containers = containers;
  }

  /** Takes a document with its frequency, in rising order of documents. */
  @FunctionalInterface
  public interface Visitor {
    void visit(int doc, int tf);
  }

  /**
   * Reads a list that {@link #encode} wrote at {@code offset} of {@code bytes}; keeps the array.
   */
  public static PostingList decode(byte[] bytes, int offset) {
    ByteSource in = new ByteSource(bytes, offset);
    int count = in.varintInt();
    int n = in.varintInt();
    int[] ranges = new int[n];
    Container[] containers = new Container[n];
    int range = -1;
    for (int i = 0; i < n; i++) {
      range += in.varintInt() + 1;
      ranges[i] = range;
      containers[i] = new Container(bytes, in);
    }
    return new PostingList(count, ranges, containers);
  }

  /**
   * Packs a list.
   *
   * @param docs rising numbers of documents
   * @param tfs the term's frequency in each, from 1
   * @param n how many of both count
   * @param lengths length in terms of every document of the segment
   */
  public static byte[] encode(int[] docs, int[] tfs, int n, int[] lengths) {
    ByteSink out = new ByteSink();
    out.varint(n);
    out.varint(rangesOf(docs, n));
    int last = -1;
    for (int from = 0; from < n; ) {
      int range = docs[from] >>> Container.SHIFT;
      int to = from;
      while (to < n && docs[to] >>> Container.SHIFT == range) {
        to++;
      }
      out.varint(range - last - 1);
      Container.write(out, docs, tfs, from, to, lengths);
      last = range;
      from = to;
    }
    return out.toBytes();
  }

  private static int rangesOf(int[] docs, int n) {
    int ranges = 0;
    int last = -1;
    for (int i = 0; i < n; i++) {
      int range = docs[i] >>> Container.SHIFT;
      if (range != last) {
        ranges++;
        last = range;
      }
    }
    return ranges;
  }

  /** Number of documents, deleted ones included. */
  public int count() {
    return count;
  }

  /** The container of a range, or null. */
  @org.jspecify.annotations.Nullable
  Container container(int range) {
    int at = Arrays.binarySearch(ranges, range);
    return at < 0 ? null : containers[at];
  }

  /** The term's frequency in {@code doc}, 0 if it does not occur. */
  public int frequency(int doc) {
    Container container = container(doc >>> Container.SHIFT);
    return container == null ? 0 : container.frequency(doc & (Container.DOCS - 1));
  }

  /** Shows every document. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < ranges.length; i++) {
      int base = ranges[i] << Container.SHIFT;
      int n = containers[i].count;
      int[] docs = new int[n];
      int[] tfs = new int[n];
      containers[i].decode(docs, tfs);
      for (int j = 0; j < n; j++) {
        visitor.visit(base + docs[j], tfs[j]);
      }
    }
  }

  /** How many documents of this list are in a set. */
  int countIn(DocSet set) {
    if (set.isEmpty() || count == 0) {
      return 0;
    }
    int hits = 0;
    for (int i = 0; i < ranges.length; i++) {
      hits += containers[i].countIn(set.words(), ranges[i] << (Container.SHIFT - 6));
    }
    return hits;
  }
}

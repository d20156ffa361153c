package dev.loquat.rank;

import java.util.Arrays;

/**
 * Documents of one range that may be good enough, with the sum of what is known of their scores.
 * For one thread.
 */
final class Candidates {
  private static final int SEARCH = 12; // a binary search takes as long as reading so many ids

  private final Range range;
  private final Norms norms;
  private final Buffers buffers;
  private final double[] sums;
  private final long[] bits;
  private int size;
  private int first;
  private int last = -1;

  /** For one range. */
  Candidates(Range range, Norms norms, Buffers buffers) {
    this.range = range;
    this.norms = norms;
    this.buffers = buffers;
    this.sums = buffers.sums;
    this.bits = buffers.bits;
    Arrays.fill(bits, 0);
  }

  /** Memory for the candidates of one range after the other. */
  static final class Buffers {
    private final double[] sums = new double[Container.DOCS];
    private final long[] bits = new long[Container.WORDS];
    private int[] docs = new int[PostingCursor.MOST];
    private int[] tfs = {};

    private void grow() {
      if (tfs.length == 0) {
        docs = new int[Container.DOCS];
        tfs = new int[Container.DOCS];
      }
    }
  }

  /** Begins anew. */
  void clear() {
    if (last >= 0) {
      Arrays.fill(bits, first >>> 6, (last >>> 6) + 1, 0);
    }
    size = 0;
    last = -1;
  }

  /** Adds a document behind those that are there, with the score of one list. */
  void add(int doc, double score) {
    if (last < 0) {
      first = doc;
    }
    last = doc;
    bits[doc >>> 6] |= 1L << doc; // a shift counts modulo 64
    sums[doc] = score;
    buffers.docs[size++] = doc;
  }

  /** All documents of the lists from one on that reach a score; where there was none before. */
  void addAll(int from, double needed) {
    buffers.grow();
    Arrays.fill(sums, 0);
    for (int list = from; list < range.lists().length; list++) {
      accumulate(range.lists()[list]);
    }
    first = 0;
    last = Container.DOCS - 1;
    int[] docs = buffers.docs;
    for (int word = 0; word < bits.length; word++) {
      for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
        int doc = (word << 6) + Long.numberOfTrailingZeros(rest);
        if (sums[doc] >= needed && range.live(doc)) {
          docs[size++] = doc;
        }
      }
    }
  }

  private void accumulate(Range.TermList list) {
    int[] docs = buffers.docs;
    int[] tfs = buffers.tfs;
    int[] lengths = range.segment().lengths().array();
    list.container().decode(docs, tfs);
    for (int i = 0; i < list.container().count; i++) {
      int doc = docs[i];
      sums[doc] += list.score(tfs[i], norms.of(lengths[range.base() + doc]));
      bits[doc >>> 6] |= 1L << doc;
    }
  }

  int size() {
    return size;
  }

  int doc(int i) {
    return buffers.docs[i];
  }

  double sum(int i) {
    return sums[buffers.docs[i]];
  }

  /** Leaves those out whose score is less. */
  void prune(double needed) {
    int[] docs = buffers.docs;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      docs[kept] = docs[i];
      kept += sums[docs[i]] >= needed ? 1 : 0;
    }
    size = kept;
  }

  /**
   * Adds the scores of another list, in whichever way reads least: one document after the other, or
   * all that the list has between the first and the last of them.
   */
  void score(Range.TermList list) {
    Container container = list.container();
    int words = (last >>> 6) - (first >>> 6) + 1;
    int between = container.count * words / Container.WORDS;
    if (container.isBitmap() ? size * 2 < words : size * SEARCH < between) {
      for (int i = 0; i < size; i++) {
        score(list, buffers.docs[i], container.frequency(buffers.docs[i]));
      }
    } else if (container.isBitmap()) {
      for (int word = first >>> 6; word <= last >>> 6; word++) {
        for (long hits = bits[word] & container.bits(word); hits != 0; hits &= hits - 1) {
          int doc = (word << 6) + Long.numberOfTrailingZeros(hits);
          score(list, doc, container.frequency(doc));
        }
      }
    } else {
      scoreIds(list);
    }
  }

  private void scoreIds(Range.TermList list) {
    Container container = list.container();
    for (int i = container.firstFrom(first); i < container.count; i++) {
      int doc = container.id(i);
      if (doc > last) {
        return;
      }
      if ((bits[doc >>> 6] >>> doc & 1) != 0) {
        score(list, doc, container.frequencies.of(i));
      }
    }
  }

  private void score(Range.TermList list, int doc, int tf) {
    sums[doc] += list.score(tf, norms.of(range.length(doc)));
  }
}

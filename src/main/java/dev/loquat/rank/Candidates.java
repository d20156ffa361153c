package dev.loquat.rank;

import java.util.Arrays;

/**
 * Documents of one range that may be good enough, in rising order, with the sum of what is known of
 * their scores. Their lengths and frequencies are read in loops without branches, so that the
 * processor asks for the next before the last has come from memory. For one thread.
 */
final class Candidates {
  private static final int SEARCH = 12; // a binary search takes as long as reading so many ids

  private final Range range;
  private final Norms norms;
  private final Buffers buffers;
  private int size;

  /** For one range. */
  Candidates(Range range, Norms norms, Buffers buffers) {
    this.range = range;
    this.norms = norms;
    this.buffers = buffers;
  }

  /** Memory for the candidates of one range after the other. */
  static final class Buffers {
    private int[] docs;
    private double[] sums;
    private double[] norms;

    /** Which candidates a list has. */
    private int[] hits;

    /** Where it has them, then with which frequency. */
    private int[] tfs;

    /** By document, where among the candidates it is, from 1; all 0 when not in use. */
    private final short[] places = new short[Container.DOCS];

    private double[] sumsOfAll = {};

    Buffers() {
      hold(PostingCursor.MOST);
    }

    private void hold(int most) {
      docs = new int[most];
      sums = new double[most];
      norms = new double[most];
      hits = new int[most + 1]; // what is not kept is written behind what is
      tfs = new int[most + 1];
    }

    private void holdAll() {
      if (sumsOfAll.length == 0) {
        sumsOfAll = new double[Container.DOCS];
        hold(Container.DOCS);
      }
    }
  }

  /**
   * Begins anew with the postings of a step that are good enough.
   *
   * @param n how many the step has
   * @param enough how many times its frequency a posting's norm may be
   */
  void choose(Range.TermList list, PostingCursor.Step step, int n, double enough) {
    DocLengths lengths = range.segment().lengths();
    int base = range.base();
    int kept = 0;
    for (int i = 0; i < n; i++) {
      int doc = step.doc(i);
      int tf = step.tf(i);
      double norm = norms.of(lengths.of(base + doc));
      buffers.docs[kept] = doc;
      buffers.tfs[kept] = tf;
      buffers.norms[kept] = norm;
      kept += tf * enough >= norm ? 1 : 0;
    }
    for (int i = 0; i < kept; i++) {
      buffers.sums[i] = list.score(buffers.tfs[i], buffers.norms[i]);
    }
    size = kept;
  }

  /** Leaves out who may not be found and who has been seen; now they have. */
  void meet(long[] seen) {
    boolean all = range.allLive();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int doc = buffers.docs[i];
      long word = seen[doc >>> 6];
      move(i, kept);
      int isNew = (int) (~word >>> doc) & 1; // a shift counts modulo 64
      kept += all || range.live(doc) ? isNew : 0;
      seen[doc >>> 6] = word | 1L << doc;
    }
    size = kept;
  }

  private void move(int from, int to) {
    buffers.docs[to] = buffers.docs[from];
    buffers.sums[to] = buffers.sums[from];
    buffers.norms[to] = buffers.norms[from];
  }

  /** Begins anew with all documents of the lists from one on that reach a score. */
  void addAll(int from, double needed) {
    buffers.holdAll();
    double[] all = buffers.sumsOfAll;
    DocLengths lengths = range.segment().lengths();
    int docs = Math.min(Container.DOCS, lengths.docs() - range.base());
    Arrays.fill(all, 0, docs, 0);
    for (int list = from; list < range.lists().length; list++) {
      accumulate(range.lists()[list], lengths);
    }
    size = 0;
    for (int doc = 0; doc < docs; doc++) {
      if (all[doc] > 0 && all[doc] >= needed && range.live(doc)) {
        buffers.docs[size] = doc;
        buffers.sums[size] = all[doc];
        buffers.norms[size++] = norms.of(lengths.of(range.base() + doc));
      }
    }
  }

  private void accumulate(Range.TermList list, DocLengths lengths) {
    int[] docs = buffers.docs;
    int[] tfs = buffers.tfs;
    list.container().decode(docs, tfs);
    for (int i = 0; i < list.container().count; i++) {
      int doc = docs[i];
      buffers.sumsOfAll[doc] += list.score(tfs[i], norms.of(lengths.of(range.base() + doc)));
    }
  }

  int size() {
    return size;
  }

  int doc(int i) {
    return buffers.docs[i];
  }

  double sum(int i) {
    return buffers.sums[i];
  }

  /** Leaves those out whose score is less. */
  void prune(double needed) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      double sum = buffers.sums[i];
      move(i, kept);
      kept += sum >= needed ? 1 : 0;
    }
    size = kept;
  }

  /** Adds the scores of another list. */
  void score(Range.TermList list) {
    if (size == 0) {
      return;
    }
    Container container = list.container();
    int n = container.isBitmap() ? findInBitmap(container) : findInIds(container);
    container.frequencies.replace(buffers.tfs, n);
    for (int i = 0; i < n; i++) {
      int at = buffers.hits[i];
      buffers.sums[at] += list.score(buffers.tfs[i], buffers.norms[at]);
    }
  }

  private int findInBitmap(Container container) {
    short[] ranks = container.ranks();
    int n = 0;
    for (int i = 0; i < size; i++) {
      int doc = buffers.docs[i];
      long word = container.bits(doc >>> 6);
      buffers.hits[n] = i;
      buffers.tfs[n] = ranks[doc >>> 6] + Long.bitCount(word & ((1L << doc) - 1));
      n += (int) (word >>> doc) & 1;
    }
    return n;
  }

  /** In whichever way reads least: for one document after the other, or all ids between them. */
  private int findInIds(Container container) {
    int first = container.firstFrom(buffers.docs[0]);
    int last = container.firstFrom(buffers.docs[size - 1] + 1);
    int n = 0;
    if (size * SEARCH < last - first) {
      for (int i = 0; i < size; i++) {
        int index = container.indexInIds(buffers.docs[i]);
        buffers.hits[n] = i;
        buffers.tfs[n] = index;
        n += index >= 0 ? 1 : 0;
      }
      return n;
    }
    short[] places = buffers.places;
    for (int i = 0; i < size; i++) {
      places[buffers.docs[i]] = (short) (i + 1);
    }
    for (int index = first; index < last; index++) {
      int place = places[container.id(index)];
      buffers.hits[n] = place - 1;
      buffers.tfs[n] = index;
      n += place > 0 ? 1 : 0;
    }
    for (int i = 0; i < size; i++) {
      places[buffers.docs[i]] = 0;
    }
    return n;
  }
}

package dev.loquat.rank;

/**
 * Reads a container {@value #MOST} postings at a time, the frequencies first: documents are only
 * looked for where the frequency is worth it. For one thread.
 */
final class PostingCursor {
  static final int MOST = 1024;
  private static final int SPARSE = 8; // where fewer than an eighth are wanted they are selected

  private final Container container;
  private final int[] tfs;
  private final int[] picked;
  private final int[] docs;
  private int from;
  private int size;
  private int word;
  private int before; // documents before that word

  PostingCursor(Container container, Step step) {
    this.container = container;
    this.tfs = step.tfs;
    this.picked = step.picked;
    this.docs = step.docs;
  }

  /** What a cursor has picked; of any number of cursors, one after the other. */
  static final class Step {
    private final int[] tfs = new int[MOST];
    private final int[] picked = new int[MOST];
    private final int[] docs = new int[MOST];

    int doc(int i) {
      return docs[i];
    }

    int tf(int i) {
      return tfs[picked[i]];
    }
  }

  /** Goes on; false behind the last posting. */
  boolean next() {
    from += size;
    size = Math.min(MOST, container.count - from);
    return size > 0;
  }

  /**
   * Picks from the postings of this step.
   *
   * @param minTf those with a lower frequency are left out
   * @return how many there are in the step
   */
  int pick(int minTf) {
    container.frequencies.decode(from, size, tfs);
    if (minTf <= 1) {
      all(docs);
      for (int i = 0; i < size; i++) {
        picked[i] = i;
      }
      return size;
    }
    int n = 0;
    for (int i = 0; i < size; i++) {
      picked[n] = i;
      n += tfs[i] >= minTf ? 1 : 0;
    }
    if (n == 0) {
      return 0;
    }
    if (!container.isBitmap()) {
      for (int i = 0; i < n; i++) {
        docs[i] = container.id(from + picked[i]);
      }
    } else if (n * SPARSE < size) {
      select(n);
    } else {
      all(docs);
      for (int i = 0; i < n; i++) {
        docs[i] = docs[picked[i]]; // i <= picked[i]
      }
    }
    return n;
  }

  private void all(int[] out) {
    if (!container.isBitmap()) {
      for (int i = 0; i < size; i++) {
        out[i] = container.id(from + i);
      }
      return;
    }
    seek(from);
    long bits = without(container.bits(word), from - before);
    int at = word;
    for (int i = 0; i < size; i++) {
      while (bits == 0) {
        bits = container.bits(++at);
      }
      out[i] = (at << 6) + Long.numberOfTrailingZeros(bits);
      bits &= bits - 1;
    }
  }

  private void select(int n) {
    for (int i = 0; i < n; i++) {
      int index = from + picked[i];
      seek(index);
      long bits = without(container.bits(word), index - before);
      docs[i] = (word << 6) + Long.numberOfTrailingZeros(bits);
    }
  }

  /** Goes forward to the word that has the document at an index. */
  private void seek(int index) {
    for (int in = Long.bitCount(container.bits(word)); before + in <= index; ) {
      before += in;
      in = Long.bitCount(container.bits(++word));
    }
  }

  /** Without the lowest {@code n} bits that are set. */
  private static long without(long bits, int n) {
    if (bits == -1) {
      return -1L << n;
    }
    long rest = bits;
    for (int i = 0; i < n; i++) {
      rest &= rest - 1;
    }
    return rest;
  }
}

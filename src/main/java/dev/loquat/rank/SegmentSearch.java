package dev.loquat.rank;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * MaxScore (Turtle and Flood 1995) range by range: in each range of {@value Container#DOCS}
 * documents the terms whose bounds together cannot reach the k-th best score are only looked up for
 * the documents that the other terms found. For one thread.
 */
final class SegmentSearch {
  private static final double ROUNDING = 1 + 1e-9;

  /** Without it a search would leave the heap 260 KB, eight times all the rest. */
  private static final AtomicReference<@Nullable Room> SPARE = new AtomicReference<>();

  private final Norms norms;
  private final double[] weights;
  private final TopK top;
  private final Room room;
  private final double[] sums;
  private final long[] touched;

  SegmentSearch(Norms norms, double[] weights, TopK top) {
    this.norms = norms;
    this.weights = weights;
    this.top = top;
    Room spare = SPARE.getAndSet(null);
    room = spare == null ? new Room() : spare;
    sums = room.sums;
    touched = room.touched;
  }

  /** For the documents of one range; between ranges sums and touched are zero. */
  private static final class Room {
    final double[] sums = new double[Container.DOCS];
    final long[] touched = new long[Container.DOCS / 64];
    final int[] docs = new int[Container.DOCS];
    final int[] tfs = new int[Container.DOCS];
  }

  /** Leaves its room to a later search; this one is over. */
  void close() {
    SPARE.set(room);
  }

  /** One term in one range, in order of what it can add. */
  private record Scorer(Container container, double weight, double bound)
      implements Comparable<Scorer> {
    @Override
    public int compareTo(Scorer other) {
      return Double.compare(bound, other.bound);
    }
  }

  void run(int number, SegmentPostings segment) {
    int ranges = (segment.lengths().docs() + Container.DOCS - 1) >>> Container.SHIFT;
    for (int range = 0; range < ranges; range++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted while searching segment " + number);
      }
      Scorer[] scorers = scorers(segment, range);
      if (scorers.length > 0) {
        scan(number, segment, range, scorers);
      }
    }
  }

  private Scorer[] scorers(SegmentPostings segment, int range) {
    Scorer[] found = new Scorer[weights.length];
    int n = 0;
    for (int i = 0; i < weights.length; i++) {
      @Nullable Container container = segment.lists().get(i).container(range);
      if (container != null) {
        double bound = weights[i] * container.bound(norms) * ROUNDING;
        found[n++] = new Scorer(container, weights[i], bound);
      }
    }
    Scorer[] scorers = Arrays.copyOf(found, n);
    Arrays.sort(scorers);
    return scorers;
  }

  private void scan(int number, SegmentPostings segment, int range, Scorer[] scorers) {
    double[] below = new double[scorers.length + 1]; // bound of all scorers before
    for (int i = 0; i < scorers.length; i++) {
      below[i + 1] = below[i] + scorers[i].bound();
    }
    int essential = 0;
    while (essential < scorers.length && below[essential + 1] < top.threshold()) {
      essential++;
    }
    if (essential == scorers.length) {
      return;
    }
    int base = range << Container.SHIFT;
    for (int i = essential; i < scorers.length; i++) {
      accumulate(scorers[i], segment.lengths().array(), base);
    }
    for (int word = 0; word < touched.length; word++) {
      for (long bits = touched[word]; bits != 0; bits &= bits - 1) {
        int local = (word << 6) + Long.numberOfTrailingZeros(bits);
        complete(number, segment, base + local, scorers, essential, below);
        sums[local] = 0;
      }
      touched[word] = 0;
    }
  }

  private void accumulate(Scorer scorer, int[] lengths, int base) {
    int n = scorer.container().count;
    int[] docs = room.docs;
    int[] tfs = room.tfs;
    scorer.container().decode(docs, tfs);
    double weight = scorer.weight() * (Norms.K1 + 1);
    for (int i = 0; i < n; i++) {
      int local = docs[i];
      int tf = tfs[i];
      sums[local] += weight * tf / (tf + norms.of(lengths[base + local]));
      touched[local >>> 6] |= 1L << local; // a shift counts modulo 64
    }
  }

  private void complete(
      int number,
      SegmentPostings segment,
      int doc,
      Scorer[] scorers,
      int essential,
      double[] below) {
    int local = doc & (Container.DOCS - 1);
    double score = sums[local];
    double threshold = top.threshold();
    if ((score + below[essential]) * ROUNDING < threshold || !live(segment, doc)) {
      return;
    }
    int length = segment.lengths().of(doc);
    for (int i = essential - 1; i >= 0; i--) {
      int tf = scorers[i].container().frequency(local);
      if (tf > 0) {
        score += scorers[i].weight() * norms.saturation(tf, length);
      }
      if ((score + below[i]) * ROUNDING < threshold) {
        return;
      }
    }
    top.offer(score, (long) number << 32 | doc);
  }

  private static boolean live(SegmentPostings segment, int doc) {
    return !segment.deleted().contains(doc)
        && (segment.allowed().isEmpty() || segment.allowed().get().contains(doc));
  }
}

package dev.loquat.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * MaxScore (Turtle and Flood 1995) range by range. The range of the highest bound comes first, so
 * that the k-th best score is soon high. In a range the list of the highest bound comes first, and
 * its documents are looked up in the others; a later list need only look for documents that no
 * earlier one has. So a posting is passed over if its own score and the bounds of the lists behind
 * it cannot reach the k-th best, which its frequency mostly tells. Where many lists have such
 * postings, all scores of these are added up first, so that no document is looked up in many. For
 * one thread.
 */
final class RangeSearch {
  private static final double ROUNDING = 1 + 1e-9;
  private static final int MANY_LISTS = 9;

  /** Without it a search would leave the heap 180 KB, many times all the rest. */
  private static final AtomicReference<@Nullable Room> SPARE = new AtomicReference<>();

  private final Norms norms;
  private final double[] weights;
  private final TopK top;
  private final Room room;

  RangeSearch(Norms norms, double[] weights, TopK top) {
    this.norms = norms;
    this.weights = weights;
    this.top = top;
    Room spare = SPARE.getAndSet(null);
    room = spare == null ? new Room() : spare;
  }

  /** For one range after the other. */
  private static final class Room {
    final Candidates.Buffers candidates = new Candidates.Buffers();
    final PostingCursor.Step step = new PostingCursor.Step();

    /** Which documents of the range that is searched were candidates. */
    final long[] seen = new long[Container.WORDS];
  }

  /** Leaves its room to a later search; this one is over. */
  void close() {
    SPARE.set(room);
  }

  void run(List<SegmentPostings> segments) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      int docs = segments.get(i).lengths().docs();
      for (int base = 0; base < docs; base += Container.DOCS) {
        ranges.add(Range.of(i, segments.get(i), base, weights, norms, ROUNDING));
      }
    }
    Collections.sort(ranges);
    for (Range range : ranges) {
      if (range.bound() < top.threshold()) {
        return;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted while searching segment " + range.number());
      }
      Candidates candidates = new Candidates(range, norms, room.candidates);
      int essential = range.essential(top.threshold());
      if (essential < MANY_LISTS) {
        listByList(range, candidates);
      } else {
        int list = range.lists().length - essential;
        candidates.addAll(list, needed(range, list));
        complete(range, list, candidates);
      }
    }
  }

  /** What a document needs from the lists from one on, to be good enough with those before. */
  private double needed(Range range, int list) {
    return top.threshold() / ROUNDING - range.below()[list];
  }

  private void listByList(Range range, Candidates candidates) {
    Arrays.fill(room.seen, 0);
    for (int list = range.lists().length - 1; list >= 0; list--) {
      PostingCursor cursor = new PostingCursor(range.lists()[list].container(), room.step);
      while (range.below()[list + 1] >= top.threshold() && cursor.next()) {
        choose(range, list, cursor, candidates);
        complete(range, list, candidates);
      }
    }
  }

  /** The documents of the cursor's step that may be good enough, if no list before has them. */
  private void choose(Range range, int number, PostingCursor cursor, Candidates candidates) {
    Range.TermList list = range.lists()[number];
    double needed = needed(range, number);
    // weight tf / (tf + norm) >= needed if tf enough >= norm
    double enough = needed > 0 ? (list.weight() / needed - 1) * ROUNDING : Double.POSITIVE_INFINITY;
    double minTf = norms.of(list.container().shortest()) / enough;
    int n = cursor.pick((int) Math.ceil(minTf));
    candidates.choose(list, room.step, n, enough);
    candidates.meet(room.seen);
  }

  /** Adds what the lists before one say of its candidates, and offers those that stay. */
  private void complete(Range range, int list, Candidates candidates) {
    for (int before = list - 1; before >= 0 && candidates.size() > 0; before--) {
      candidates.prune(needed(range, before + 1));
      candidates.score(range.lists()[before]);
    }
    for (int i = 0; i < candidates.size(); i++) {
      int doc = range.base() + candidates.doc(i);
      top.offer(candidates.sum(i), (long) range.number() << 32 | doc);
    }
  }
}

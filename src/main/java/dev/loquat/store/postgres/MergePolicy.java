package dev.loquat.store.postgres;

import dev.loquat.store.postgres.Compaction.Old;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which segments are merged next. */
enum MergePolicy {

  /**
   * {@value #TIER} segments of about the same size, so that a document is written again once for
   * each power of {@value #TIER}; and one of which a third is deleted.
   */
  BEHIND_WRITES {
    @Override
    List<Old> choose(List<Old> segments) {
      Map<Integer, List<Old>> tiers = new TreeMap<>();
      for (Old segment : segments) {
        int tier = 0;
        for (long size = SMALLEST; size < segment.live(); size *= TIER) {
          tier++;
        }
        if (segment.live() <= MOST_DOCS / TIER) {
          tiers.computeIfAbsent(tier, t -> new ArrayList<>()).add(segment);
        }
      }
      Optional<List<Old>> full = tiers.values().stream().filter(t -> t.size() >= TIER).findFirst();
      return full.map(MergePolicy::fitting)
          .orElseGet(
              () ->
                  segments.stream()
                      .filter(s -> s.deleted().size() * 3L > s.docs())
                      .limit(1)
                      .toList());
    }
  },

  /**
   * All segments but those that would make one too large, if the merge takes but seconds, or if the
   * largest of them grows by an eighth: so a document is written again at most some nine times
   * more, however often the collection rests.
   */
  AT_REST {
    @Override
    List<Old> choose(List<Old> segments) {
      List<Old> fitting = fitting(segments);
      long total = live(fitting);
      long largest = fitting.stream().mapToLong(Old::live).max().orElse(0);
      boolean worth = total <= QUICK_DOCS || (total - largest) * GROWTH >= largest;
      return fitting.size() > 1 && worth ? fitting : BEHIND_WRITES.choose(segments);
    }
  };

  private static final int TIER = 8;
  private static final int SMALLEST = 256;
  private static final int QUICK_DOCS = 1 << 16;
  private static final int GROWTH = 8;

  /** A segment of more would take minutes to write, and much memory of those who search it. */
  private static final int MOST_DOCS = 4 << 20;

  /** The segments to make one of, none if there is nothing to merge. */
  abstract List<Old> choose(List<Old> segments);

  /** The smallest that fit into one. */
  private static List<Old> fitting(List<Old> segments) {
    List<Old> rising = segments.stream().sorted(Comparator.comparingInt(Old::live)).toList();
    int n = 0;
    while (n < rising.size() && live(rising.subList(0, n + 1)) <= MOST_DOCS) {
      n++;
    }
    return rising.subList(0, n);
  }

  private static long live(List<Old> segments) {
    return segments.stream().mapToLong(Old::live).sum();
  }
}

package dev.loquat.store.postgres;

import dev.loquat.rank.DocLengths;
import dev.loquat.rank.DocSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which document of a merged segment each document of the segments before it becomes: rising by
 * passage, without the deleted.
 */
final class Renumbering {
  private final PassageNumbers passages;
  private final int[] lengths;
  private final Map<Integer, int[]> to;

  private Renumbering(PassageNumbers passages, int[] lengths, Map<Integer, int[]> to) {
    this.passages = passages;
    this.lengths = lengths;
    this.to = to;
  }

  /** A segment that is merged. */
  record Source(int id, PassageNumbers passages, DocLengths lengths, DocSet deleted) {}

  /** Of at most {@code most} documents. */
  static Renumbering of(List<Source> sources, int most) {
    long total = sources.stream().mapToLong(s -> s.passages().count() - s.deleted().size()).sum();
    if (total > most) {
      throw new IllegalStateException("a segment of " + total + " documents, more than " + most);
    }
    long[] numbers = new long[(int) total];
    int n = 0;
    for (Source source : sources) {
      for (int doc = 0; doc < source.passages().count(); doc++) {
        if (!source.deleted().contains(doc)) {
          numbers[n++] = source.passages().of(doc);
        }
      }
    }
    Arrays.sort(numbers);
    PassageNumbers passages = PassageNumbers.of(numbers);
    int[] lengths = new int[numbers.length];
    Map<Integer, int[]> to = new HashMap<>();
    for (Source source : sources) {
      int[] mine = new int[source.passages().count()];
      for (int doc = 0; doc < mine.length; doc++) {
        mine[doc] = source.deleted().contains(doc) ? -1 : passages.find(source.passages().of(doc));
        if (mine[doc] >= 0) {
          lengths[mine[doc]] = source.lengths().of(doc);
        }
      }
      to.put(source.id(), mine);
    }
    return new Renumbering(passages, lengths, to);
  }

  PassageNumbers passages() {
    return passages;
  }

  int[] lengths() {
    return lengths;
  }

  /** The new number of each document of a segment, -1 for those that were deleted. */
  int[] of(int segment) {
    return Objects.requireNonNull(to.get(segment));
  }

  Object[] segments() {
    return to.keySet().toArray();
  }
}

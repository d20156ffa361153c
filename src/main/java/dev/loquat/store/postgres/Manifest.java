package dev.loquat.store.postgres;

import dev.loquat.rank.DocSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The live segments of a collection in one of its versions. Immutable.
 *
 * @param ids of the segments
 */
record Manifest(int collection, long version, List<Segment> segments, Set<Integer> ids) {

  /** A live segment, and what is deleted of it. */
  record Segment(int id, DocSet deleted) {}

  static Manifest of(int collection, long version, List<Segment> segments) {
    return new Manifest(
        collection,
        version,
        List.copyOf(segments),
        segments.stream().map(Segment::id).collect(Collectors.toUnmodifiableSet()));
  }
}

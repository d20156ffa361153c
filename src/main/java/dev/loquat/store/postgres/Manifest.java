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

  /**
   * A live segment, and what is deleted of it.
   *
   * @param bits of its rows of postings
   */
  record Segment(int id, DocSet deleted, PostingKeys.Bits bits) {}

  /** What is known of a collection that was never read. */
  static final Manifest NONE = of(-1, -1, List.of());

  static Manifest of(int collection, long version, List<Segment> segments) {
    return new Manifest(
        collection,
        version,
        List.copyOf(segments),
        segments.stream().map(Segment::id).collect(Collectors.toUnmodifiableSet()));
  }

  /** The bits of all segments. */
  PostingKeys.Bits bits() {
    return bits(ids);
  }

  /** The bits of some segments. */
  PostingKeys.Bits bits(Set<Integer> of) {
    PostingKeys.Bits all = PostingKeys.Bits.NONE;
    for (Segment segment : segments) {
      all = of.contains(segment.id()) ? all.with(segment.bits()) : all;
    }
    return all;
  }
}

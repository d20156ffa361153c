package dev.loquat.rank;

import java.util.List;
import java.util.Optional;

/**
 * What a search needs of one segment.
 *
 * @param deleted documents that are no longer there; their postings still are
 * @param liveLength sum of the lengths of all others
 * @param allowed only these may be found; the statistics count all
 * @param lists the postings of each query term, {@link PostingList#EMPTY} where it does not occur
 */
public record SegmentPostings(
    DocLengths lengths,
    DocSet deleted,
    long liveLength,
    Optional<DocSet> allowed,
    List<PostingList> lists) {

  /** Counts the lengths. */
  public SegmentPostings(
      DocLengths lengths, DocSet deleted, Optional<DocSet> allowed, List<PostingList> lists) {
    this(lengths, deleted, lengths.total() - lengths.totalOf(deleted), allowed, lists);
  }
}

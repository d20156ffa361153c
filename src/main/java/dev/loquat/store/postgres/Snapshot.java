package dev.loquat.store.postgres;

import dev.loquat.rank.DocSet;
import dev.loquat.rank.PostingList;
import dev.loquat.rank.SegmentPostings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One state of a collection's keyword index, with the postings of one query's terms. */
record Snapshot(int collection, List<Segment> segments) {

  /** A live segment. */
  record Segment(int id, DocSet deleted, List<PostingList> lists, SegmentCache.Data data) {}

  List<SegmentPostings> postings(Optional<List<DocSet>> allowed) {
    List<SegmentPostings> out = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      int index = i;
      out.add(
          new SegmentPostings(
              segment.data().lengths(),
              segment.deleted(),
              allowed.map(sets -> sets.get(index)),
              segment.lists()));
    }
    return out;
  }

  /** Where a passage is, if it is in no deleted state. */
  Optional<Place> find(long passage) {
    for (int i = 0; i < segments.size(); i++) {
      int doc = segments.get(i).data().passages().find(passage);
      if (doc >= 0 && !segments.get(i).deleted().contains(doc)) {
        return Optional.of(new Place(i, doc));
      }
    }
    return Optional.empty();
  }

  /** A document of a segment, by the segment's index. */
  record Place(int segment, int doc) {}
}

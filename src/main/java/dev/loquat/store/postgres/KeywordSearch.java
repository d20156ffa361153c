package dev.loquat.store.postgres;

import dev.loquat.rank.Bm25;
import dev.loquat.rank.DocSet;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.KeywordMatches;
import dev.loquat.store.QueryTerms;
import dev.loquat.store.TermScore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** The keyword path. */
final class KeywordSearch {
  private final int tenant;
  private final SnapshotReader snapshots;

  KeywordSearch(int tenant, SnapshotReader snapshots) {
    this.tenant = tenant;
    this.snapshots = snapshots;
  }

  KeywordMatches match(
      Connection connection, String collection, QueryTerms query, int k, Filter filter)
      throws SQLException {
    Snapshot snapshot = snapshots.read(connection, collection, query.hashes());
    Optional<List<DocSet>> allowed =
        filter.conditions().isEmpty()
            ? Optional.empty()
            : Optional.of(allowed(connection, snapshot, filter));
    List<Hit> out = new ArrayList<>();
    for (Bm25.Found found : Bm25.search(snapshot.postings(allowed), query.weights(), k)) {
      long passage = snapshot.segments().get(found.segment()).data().passages().of(found.doc());
      out.add(new Hit(passage, found.score()));
    }
    return new KeywordMatches(out, passages -> explain(snapshot, query, passages));
  }

  private List<DocSet> allowed(Connection connection, Snapshot snapshot, Filter filter)
      throws SQLException {
    long[] passages =
        FilterPath.isStorable(filter)
            ? Allowed.of(tenant, snapshot.collection(), filter).passages(connection)
            : new long[0];
    List<DocSet> out = new ArrayList<>();
    for (Snapshot.Segment segment : snapshot.segments()) {
      PassageNumbers numbers = segment.data().passages();
      out.add(
          DocSet.of(
              LongStream.of(passages).mapToInt(numbers::find).filter(doc -> doc >= 0).toArray()));
    }
    return out;
  }

  Map<Long, List<TermScore>> explain(
      Connection connection, String collection, QueryTerms query, List<Long> passages)
      throws SQLException {
    return explain(snapshots.read(connection, collection, query.hashes()), query, passages);
  }

  private static Map<Long, List<TermScore>> explain(
      Snapshot snapshot, QueryTerms query, List<Long> passages) {
    Bm25.Explainer explainer = Bm25.explainer(snapshot.postings(Optional.empty()), query.weights());
    Map<Long, List<TermScore>> out = new LinkedHashMap<>();
    for (long passage : passages) {
      snapshot
          .find(passage)
          .map(place -> query.name(explainer.explain(place.segment(), place.doc())))
          .filter(parts -> !parts.isEmpty())
          .ifPresent(parts -> out.put(passage, parts));
    }
    return out;
  }
}

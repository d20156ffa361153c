package dev.loquat.store.postgres;

import dev.loquat.rank.DocLengths;
import dev.loquat.rank.PostingList;
import dev.loquat.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@link Snapshot}. One statement, so one state, tells the collection's version, and if it
 * is a new one the live segments and what is deleted of them; it brings the rows of the query's
 * terms as well, but those that are cached. Postings, lengths and passages of a segment never
 * change: they may come from caches or from later statements, as long as the segment is still
 * there.
 */
final class SnapshotReader {
  private static final int ATTEMPTS = 6;
  private static final int MANIFESTS = 1000;
  private static final String SEGMENTS =
      "SELECT id, lengths, passages FROM segment WHERE tenant = ? AND collection = ? AND id = ANY (?)";

  private final int tenant;
  private final SegmentCache segments;
  private final PostingCache postings;
  private final PostingRead reading;
  private final RecentlyUsed<String, Manifest> manifests = new RecentlyUsed<>(MANIFESTS);

  SnapshotReader(int tenant, SegmentCache segments, PostingCache postings) {
    this.tenant = tenant;
    this.segments = segments;
    this.postings = postings;
    this.reading = new PostingRead(tenant);
  }

  Snapshot read(Connection connection, String collection, long[] terms) throws SQLException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Snapshot> complete = attempt(connection, collection, terms);
      if (complete.isPresent()) {
        return complete.get();
      }
      // The collection was not known or is another by now, segments came whose rows have other
      // keys, or one was merged away between two statements: all of it is known by now.
    }
    throw new StoreUnavailableException(
        "the segments of \"" + collection + "\" change faster than they can be read");
  }

  private Optional<Snapshot> attempt(Connection connection, String collection, long[] terms)
      throws SQLException {
    Optional<Manifest> known = manifests.get(collection);
    Map<Long, PostingCache.Entry> lists = new HashMap<>();
    known.ifPresent(
        manifest -> {
          for (long term : terms) {
            postings.get(manifest.collection(), term).ifPresent(e -> lists.put(term, e));
          }
        });
    long[] wanted = Arrays.stream(terms).filter(term -> !lists.containsKey(term)).toArray();
    PostingRead.State state = reading.state(connection, collection, known, wanted);
    Manifest now = state.manifest();
    manifests.put(collection, now);
    if (!state.complete()) {
      return Optional.empty();
    }
    Map<Long, PostingCache.Entry> read = state.entries(wanted, now.ids());
    lists.putAll(read);
    read.forEach((term, entry) -> postings.put(now.collection(), term, entry));
    if (!catchUp(connection, now, lists)) {
      return Optional.empty();
    }
    return complete(connection, now, lists, terms);
  }

  /** Reads what cached terms do not know of newer segments; false if one of these is gone again. */
  private boolean catchUp(Connection connection, Manifest now, Map<Long, PostingCache.Entry> lists)
      throws SQLException {
    Set<Integer> unknown = new HashSet<>();
    Set<Long> behind = new HashSet<>();
    lists.forEach(
        (term, entry) -> {
          if (!entry.segments().containsAll(now.ids())) {
            behind.add(term);
            now.ids().stream().filter(id -> !entry.segments().contains(id)).forEach(unknown::add);
          }
        });
    if (behind.isEmpty()) {
      return true;
    }
    long[] terms = behind.stream().mapToLong(Long::longValue).toArray();
    Optional<PostingRead.Rows> rows = reading.of(connection, now, unknown, terms);
    rows.ifPresent(
        found ->
            found
                .entries(terms, unknown)
                .forEach(
                    (term, entry) -> {
                      PostingCache.Entry all =
                          Objects.requireNonNull(lists.get(term)).with(entry, now.ids());
                      lists.put(term, all);
                      postings.put(now.collection(), term, all);
                    }));
    return rows.isPresent();
  }

  private Optional<Snapshot> complete(
      Connection connection, Manifest now, Map<Long, PostingCache.Entry> lists, long[] terms)
      throws SQLException {
    Map<Integer, SegmentCache.Data> data = new HashMap<>();
    List<Integer> missing = new ArrayList<>();
    for (int id : now.ids()) {
      segments
          .get(new SegmentCache.Key(now.collection(), id))
          .ifPresentOrElse(known -> data.put(id, known), () -> missing.add(id));
    }
    if (!missing.isEmpty()) {
      load(connection, now.collection(), missing, data);
    }
    if (data.size() < now.ids().size()) {
      return Optional.empty();
    }
    List<Snapshot.Segment> live = new ArrayList<>();
    for (Manifest.Segment segment : now.segments()) {
      List<PostingList> byTerm = new ArrayList<>(terms.length);
      for (long term : terms) {
        byTerm.add(
            Objects.requireNonNull(lists.get(term))
                .lists()
                .getOrDefault(segment.id(), PostingList.EMPTY));
      }
      live.add(
          new Snapshot.Segment(
              segment.id(),
              segment.deleted(),
              byTerm,
              Objects.requireNonNull(data.get(segment.id()))));
    }
    return Optional.of(new Snapshot(now.collection(), live));
  }

  private void load(
      Connection connection,
      int collection,
      List<Integer> ids,
      Map<Integer, SegmentCache.Data> data)
      throws SQLException {
    Sql.of(SEGMENTS, tenant, collection, ids.stream().mapToInt(Integer::intValue).toArray())
        .forEach(
            connection,
            row -> {
              SegmentCache.Data loaded =
                  new SegmentCache.Data(
                      DocLengths.decode(row.getBytes(2)), PassageNumbers.decode(row.getBytes(3)));
              data.put(row.getInt(1), loaded);
              segments.put(new SegmentCache.Key(collection, row.getInt(1)), loaded);
            });
  }
}

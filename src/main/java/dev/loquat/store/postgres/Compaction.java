package dev.loquat.store.postgres;

import dev.loquat.rank.DocLengths;
import dev.loquat.rank.DocSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges the segments that a policy chooses, in the caller's transaction. The new rows are written
 * before the collection is locked, so that other writers wait only for the exchange; what they
 * deleted meanwhile is deleted from the new segment as well.
 */
final class Compaction {
  private final int tenant;
  private final String name;
  private final int mergedAtOnce;
  private final MergePolicy policy;

  Compaction(int tenant, String name, int mergedAtOnce, MergePolicy policy) {
    this.tenant = tenant;
    this.name = name;
    this.mergedAtOnce = mergedAtOnce;
    this.policy = policy;
  }

  /** A segment that is merged. */
  record Old(int id, int docs, long sharedBytes, DocSet deleted) {
    int live() {
      return docs - deleted.size();
    }
  }

  /** Merges once; false if there was nothing to merge or another merges just now. */
  boolean run(Connection connection, int collection) throws SQLException {
    if (!alone(connection, collection)) {
      return false;
    }
    List<Old> chosen = policy.choose(segments(connection, collection));
    if (chosen.isEmpty()) {
      return false;
    }
    merge(connection, collection, chosen);
    return true;
  }

  private boolean alone(Connection connection, int collection) throws SQLException {
    return Sql.of("SELECT pg_try_advisory_xact_lock(?, ?)", lockSpace(tenant), collection)
        .first(connection, row -> row.getBoolean(1))
        .orElse(false);
  }

  /** Waits for a merge that goes on, and keeps others from beginning while this transaction is. */
  static void exclude(Connection connection, int tenant, int collection) throws SQLException {
    Sql.of("SELECT pg_advisory_xact_lock(?, ?)", lockSpace(tenant), collection).exists(connection);
  }

  private static int lockSpace(int tenant) {
    return 0x10C0A7 + tenant;
  }

  private List<Old> segments(Connection connection, int collection) throws SQLException {
    return Sql.of(
            "SELECT id, docs, shared_bytes, deleted FROM segment"
                + " WHERE tenant = ? AND collection = ? ORDER BY id",
            tenant,
            collection)
        .list(
            connection,
            row ->
                new Old(
                    row.getInt(1), row.getInt(2), row.getLong(3), DocSet.decode(row.getBytes(4))));
  }

  private void merge(Connection connection, int collection, List<Old> old) throws SQLException {
    Renumbering renumbering =
        Renumbering.of(sources(connection, collection, old), PostingMerge.MAX_DOCS);
    SegmentRows rows = new SegmentRows(tenant, collection);
    int segment = SegmentRows.number(connection);
    PostingMerge merge = new PostingMerge(connection, renumbering, mergedAtOnce);
    long shared = old.stream().mapToLong(Old::sharedBytes).sum();
    SegmentRows.Sharing sharing = merge.run(rows.place(segment), shared);
    delete(connection, collection, "posting", "segment", old);
    LockedCollection.lock(connection, tenant, name);
    DocSet deleted = deletedMeanwhile(connection, collection, old, renumbering);
    delete(connection, collection, "segment", "id", old);
    if (renumbering.passages().count() > 0) {
      DocLengths lengths = DocLengths.of(renumbering.lengths());
      rows.insertSegment(
          connection,
          segment,
          new SegmentRows.Documents(lengths, renumbering.passages(), deleted),
          sharing);
    }
  }

  private List<Renumbering.Source> sources(Connection connection, int collection, List<Old> old)
      throws SQLException {
    Map<Integer, DocSet> deleted = new HashMap<>();
    old.forEach(segment -> deleted.put(segment.id(), segment.deleted()));
    return Sql.of(
            "SELECT id, passages, lengths FROM segment"
                + " WHERE tenant = ? AND collection = ? AND id = ANY (?)",
            tenant,
            collection,
            ids(old))
        .list(
            connection,
            row ->
                new Renumbering.Source(
                    row.getInt(1),
                    PassageNumbers.decode(row.getBytes(2)),
                    DocLengths.decode(row.getBytes(3)),
                    deleted.getOrDefault(row.getInt(1), DocSet.EMPTY)));
  }

  private DocSet deletedMeanwhile(
      Connection connection, int collection, List<Old> old, Renumbering renumbering)
      throws SQLException {
    Map<Integer, DocSet> before = new HashMap<>();
    old.forEach(segment -> before.put(segment.id(), segment.deleted()));
    List<Integer> docs = new ArrayList<>();
    for (Old now : segments(connection, collection)) {
      DocSet known = before.get(now.id());
      if (known != null && now.deleted().size() > known.size()) {
        int[] to = renumbering.of(now.id());
        now.deleted()
            .forEach(
                doc -> {
                  if (!known.contains(doc)) {
                    docs.add(to[doc]);
                  }
                });
      }
    }
    return DocSet.of(docs.stream().mapToInt(Integer::intValue).toArray());
  }

  private void delete(
      Connection connection, int collection, String table, String column, List<Old> old)
      throws SQLException {
    Sql.of(
            "WITH old AS MATERIALIZED ("
                + "SELECT ?::int AS tenant, ?::int AS collection, unnest(?::int[]) AS segment)"
                + (" DELETE FROM " + table + " t USING old")
                + (" WHERE (t.tenant, t.collection, t." + column + ")")
                + " = (old.tenant, old.collection, old.segment)",
            tenant,
            collection,
            ids(old))
        .update(connection);
  }

  private static int[] ids(List<Old> old) {
    return old.stream().mapToInt(Old::id).toArray();
  }
}

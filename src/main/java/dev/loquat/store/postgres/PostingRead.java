package dev.loquat.store.postgres;

import dev.loquat.rank.DocSet;
import dev.loquat.rank.PostingBundle;
import dev.loquat.rank.PostingList;
import dev.loquat.store.UnknownCollectionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The two statements that read postings. Safe from any thread. They look up key by key, which they
 * say with LATERAL and OFFSET 0: left to itself the planner reads all postings of a collection
 * while it has no statistics of them, as after a restore (11 s for a million chunks). The array of
 * keys comes by way of a SELECT that hides its size, or few keys would be planned anew each time.
 */
final class PostingRead {
  private static final int COLLECTION = 0;
  private static final int SEGMENT = 1;
  private static final String VERSION =
      "SELECT id, version FROM collection WHERE tenant = ? AND name = ?";
  private static final String STATE =
      """
      WITH c AS (SELECT id, version FROM collection WHERE tenant = ? AND name = ?)
      SELECT 0, id, version, NULL::bytea FROM c
      UNION ALL
      SELECT 1, id, shared_bits, deleted FROM segment
       WHERE tenant = ? AND collection = (SELECT id FROM c)
         AND (SELECT id <> ? OR version <> ? FROM c)
      UNION ALL
      SELECT 2, p.segment, 0, p.data
        FROM unnest((SELECT ?::bigint[])) AS wanted(term),
             LATERAL (SELECT segment, data FROM posting
                       WHERE tenant = ? AND collection = ? AND term = wanted.term
                      OFFSET 0) AS p
      """;
  private static final String OF_SEGMENTS =
      """
      SELECT 1, id, 0, NULL::bytea FROM segment WHERE tenant = ? AND collection = ? AND id = ANY (?)
      UNION ALL
      SELECT 2, p.segment, 0, p.data
        FROM unnest(?::bigint[]) AS wanted(term), unnest(?::int[]) AS newer(segment),
             LATERAL (SELECT segment, data FROM posting
                       WHERE tenant = ? AND collection = ? AND term = wanted.term
                         AND segment = newer.segment
                      OFFSET 0) AS p
      """;

  private final int tenant;

  PostingRead(int tenant) {
    this.tenant = tenant;
  }

  /** Rows of postings, with their segments. */
  record Rows(List<Row> rows) {

    private record Row(int segment, byte[] bundle) {}

    /** What the rows say of these terms in these segments, all of which were read. */
    Map<Long, PostingCache.Entry> entries(long[] terms, Set<Integer> segments) {
      Map<Long, PostingCache.Entry> out = new HashMap<>();
      for (long term : terms) {
        Map<Integer, PostingList> lists = new HashMap<>();
        Map<Integer, Integer> bytes = new HashMap<>();
        for (Row row : rows) {
          PostingBundle.find(row.bundle(), term)
              .ifPresent(
                  found -> {
                    lists.put(row.segment(), found.list());
                    bytes.put(row.segment(), found.length());
                  });
        }
        out.put(term, new PostingCache.Entry(segments, lists, bytes));
      }
      return out;
    }
  }

  /**
   * One state of a collection.
   *
   * @param complete whether the rows are all that there are
   */
  record State(Manifest manifest, Rows rows, boolean complete) {
    Map<Long, PostingCache.Entry> entries(long[] terms, Set<Integer> segments) {
      return rows.entries(terms, segments);
    }
  }

  /** The rows of {@link #STATE}. */
  private static final class StateRows implements Sql.Taker {
    int collection = -1;
    long version;
    final List<Manifest.Segment> segments = new ArrayList<>();
    final List<Rows.Row> postings = new ArrayList<>();

    @Override
    public void take(ResultSet row) throws SQLException {
      int id = row.getInt(2);
      switch (row.getInt(1)) {
        case COLLECTION -> {
          collection = id;
          version = row.getLong(3);
        }
        case SEGMENT -> {
          int bits = row.getInt(3);
          OptionalInt told = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(bits);
          DocSet deleted = DocSet.decode(row.getBytes(4));
          segments.add(new Manifest.Segment(id, deleted, PostingKeys.Bits.of(told)));
        }
        default -> postings.add(new Rows.Row(id, row.getBytes(4)));
      }
    }
  }

  /**
   * The collection as it is, with the rows of some terms.
   *
   * @param known the segments are only read if this is not their version; without it no rows are
   */
  State state(Connection connection, String name, Optional<Manifest> known, long[] terms)
      throws SQLException {
    if (terms.length == 0 && known.isPresent() && isNow(connection, name, known.get())) {
      return new State(known.get(), new Rows(List.of()), true);
    }
    Manifest before = known.orElse(Manifest.NONE);
    StateRows rows = new StateRows();
    Sql.of(
            STATE,
            tenant,
            name,
            tenant,
            before.collection(),
            before.version(),
            known.isPresent() ? PostingKeys.of(terms, before.bits()) : new long[0],
            tenant,
            before.collection())
        .forEach(connection, rows);
    if (rows.collection < 0) {
      throw new UnknownCollectionException(name);
    }
    boolean same = before.collection() == rows.collection;
    Manifest now =
        same && before.version() == rows.version
            ? before
            : Manifest.of(rows.collection, rows.version, rows.segments);
    return new State(now, new Rows(rows.postings), same && before.bits().contains(now.bits()));
  }

  private boolean isNow(Connection connection, String name, Manifest known) throws SQLException {
    return Sql.of(VERSION, tenant, name)
        .first(
            connection,
            row -> row.getInt(1) == known.collection() && row.getLong(2) == known.version())
        .orElse(false);
  }

  /** The rows of some terms in some segments; empty if one of these is no longer there. */
  Optional<Rows> of(Connection connection, Manifest now, Set<Integer> segments, long[] terms)
      throws SQLException {
    int[] ids = segments.stream().mapToInt(Integer::intValue).toArray();
    int[] live = {0};
    List<Rows.Row> found = new ArrayList<>();
    Sql.of(
            OF_SEGMENTS,
            tenant,
            now.collection(),
            ids,
            PostingKeys.of(terms, now.bits(segments)),
            ids,
            tenant,
            now.collection())
        .forEach(
            connection,
            row -> {
              if (row.getInt(1) == SEGMENT) {
                live[0]++;
              } else {
                found.add(new Rows.Row(row.getInt(2), row.getBytes(4)));
              }
            });
    return live[0] == ids.length ? Optional.of(new Rows(found)) : Optional.empty();
  }
}

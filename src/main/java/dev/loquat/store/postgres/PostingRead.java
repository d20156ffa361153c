package dev.loquat.store.postgres;

import dev.loquat.rank.DocSet;
import dev.loquat.rank.PostingBundle;
import dev.loquat.rank.PostingList;
import dev.loquat.store.UnknownCollectionException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The two statements that read postings. Safe from any thread. They look up key by key, which they
 * say with LATERAL and OFFSET 0: left to itself the planner reads all postings of a collection
 * while it has no statistics of them, as after a restore (11 s for a million chunks).
 */
final class PostingRead {
  private static final int COLLECTION = 0;
  private static final int SEGMENT = 1;
  private static final String VERSION =
      "SELECT id, version FROM collection WHERE tenant = ? AND name = ?";
  private static final String STATE =
      """
      WITH c AS (SELECT tenant, id, version FROM collection WHERE tenant = ? AND name = ?)
      SELECT 0, id, version, NULL::bytea FROM c
      UNION ALL
      SELECT 1, s.id, 0, s.deleted FROM segment s
       WHERE s.tenant = (SELECT tenant FROM c) AND s.collection = (SELECT id FROM c)
         AND (SELECT id <> ? OR version <> ? FROM c)
      UNION ALL
      SELECT 2, p.segment, 0, p.data
        FROM c, unnest(?::bigint[]) AS wanted(term),
             LATERAL (SELECT segment, data FROM posting
                       WHERE tenant = c.tenant AND collection = c.id AND term = wanted.term
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

  /** One state of a collection. */
  record State(Manifest manifest, Rows rows) {
    Map<Long, PostingCache.Entry> entries(long[] terms, Set<Integer> segments) {
      return rows.entries(terms, segments);
    }
  }

  /**
   * The collection as it is, with the rows of some terms.
   *
   * @param known the segments are only read if this is not their version
   */
  State state(Connection connection, String name, Optional<Manifest> known, long[] terms)
      throws SQLException {
    if (terms.length == 0 && known.isPresent() && isNow(connection, name, known.get())) {
      return new State(known.get(), new Rows(List.of()));
    }
    int collection = -1;
    long version = -1;
    List<Manifest.Segment> segments = new ArrayList<>();
    List<Rows.Row> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(STATE)) {
      statement.setInt(1, tenant);
      statement.setString(2, name);
      statement.setInt(3, known.map(Manifest::collection).orElse(-1));
      statement.setLong(4, known.map(Manifest::version).orElse(-1L));
      statement.setArray(5, connection.createArrayOf("bigint", PostingKeys.all(terms)));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int id = rows.getInt(2);
          switch (rows.getInt(1)) {
            case COLLECTION -> {
              collection = id;
              version = rows.getLong(3);
            }
            case SEGMENT -> segments.add(new Manifest.Segment(id, DocSet.decode(rows.getBytes(4))));
            default -> found.add(new Rows.Row(id, rows.getBytes(4)));
          }
        }
      }
    }
    if (collection < 0) {
      throw new UnknownCollectionException(name);
    }
    int id = collection;
    long now = version;
    Manifest manifest =
        known
            .filter(k -> k.collection() == id && k.version() == now)
            .orElseGet(() -> Manifest.of(id, now, segments));
    return new State(manifest, new Rows(found));
  }

  /** A statement of its own, for {@link #STATE} would be planned anew where no rows are wanted. */
  private boolean isNow(Connection connection, String name, Manifest known) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(VERSION)) {
      statement.setInt(1, tenant);
      statement.setString(2, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            && rows.getInt(1) == known.collection()
            && rows.getLong(2) == known.version();
      }
    }
  }

  /** The rows of some terms in some segments; empty if one of these is no longer there. */
  Optional<Rows> of(Connection connection, int collection, Set<Integer> segments, long[] terms)
      throws SQLException {
    int live = 0;
    List<Rows.Row> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OF_SEGMENTS)) {
      Columns columns = new Columns(connection, statement);
      columns.number(tenant);
      columns.number(collection);
      columns.array("int", segments.toArray());
      columns.array("bigint", PostingKeys.all(terms));
      columns.array("int", segments.toArray());
      columns.number(tenant);
      columns.number(collection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (rows.getInt(1) == SEGMENT) {
            live++;
          } else {
            found.add(new Rows.Row(rows.getInt(2), rows.getBytes(4)));
          }
        }
      }
    }
    return live == segments.size() ? Optional.of(new Rows(found)) : Optional.empty();
  }
}

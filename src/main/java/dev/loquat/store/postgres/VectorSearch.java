package dev.loquat.store.postgres;

import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.UnknownCollectionException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * The vector path: a scan, exact, where a collection is small or a filter allows few; HNSW where
 * there are many. A filter that leaves HNSW too few is answered by a scan of what it allows.
 */
final class VectorSearch {
  // In a prepared statement's generic plan a cast of a parameter is computed for every row (17 ms
  // for 270 rows of 384 numbers); a subquery is computed once. How many are wanted is no parameter:
  // a generic plan that does not know it is thought so dear that each search is planned anew.
  static final String EXACT =
      """
      SELECT e.passage, e.vector <=> (SELECT query FROM q) AS distance FROM embedding e
       WHERE %s %s
       ORDER BY distance LIMIT %d
      """;
  private static final String COMPARED =
      """
             LATERAL (SELECT vector <=> wanted.query AS distance FROM embedding
                       WHERE tenant = wanted.tenant AND collection = wanted.collection
                         AND model = wanted.model AND passage = wanted.passage
                      OFFSET 0) AS e
      """;
  private static final String OF_FEW =
      """
      WITH wanted AS MATERIALIZED (
        SELECT (SELECT ?::real[]::halfvec) AS query, ?::int AS tenant, ?::int AS collection,
               ?::text COLLATE "C" AS model, unnest(?::bigint[]) AS passage)
      SELECT wanted.passage, 1 - e.distance
        FROM wanted,
      """
          + COMPARED
          + " ORDER BY e.distance LIMIT ?";

  /** One row is of no passage: it tells of the collection and its model. */
  private static final String GIVEN =
      """
      WITH target AS MATERIALIZED (
        SELECT c.tenant, c.id AS collection, w.model, w.query,
      """
          + VectorTargets.GONE
          + """
               AS gone
          FROM collection c
         CROSS JOIN (SELECT ?::text COLLATE "C" AS model, ?::real[]::halfvec AS query) w
         WHERE c.tenant = ? AND c.name = ?),
      wanted AS MATERIALIZED (SELECT target.*, unnest(?::bigint[]) AS passage FROM target)
      SELECT NULL, 0, gone FROM target
      UNION ALL
      SELECT wanted.passage, 1 - e.distance, false
        FROM wanted,
      """
          + COMPARED;

  static final String INDEXED =
      """
      SELECT e.passage, e.vector::halfvec(%3$d) <=> (SELECT query FROM q) AS distance FROM embedding e
       WHERE %1$s %2$s
       ORDER BY distance LIMIT %4$d
      """;

  private static final String ALONE =
      """
      WITH q AS MATERIALIZED (SELECT ?::real[]::halfvec AS query)
      SELECT passage, 1 - distance FROM (%s) AS found
      """;

  /** Not turned into a join ("IS TRUE"): computed once and looked up by hash. */
  private static final String IN_ALLOWED = "AND (e.passage IN (%s)) IS TRUE";

  /** Looked up for each candidate that the index gives. */
  private static final String IS_ALLOWED =
      """
      AND (SELECT d.allowed FROM passage p,
             LATERAL (SELECT metadata @@ ?::jsonpath AS allowed FROM document
                       WHERE tenant = p.tenant AND collection = p.collection AND id = p.document
                      OFFSET 0) AS d
            WHERE p.tenant = e.tenant AND p.collection = e.collection AND p.id = e.passage)
      """;

  private static final int FEW = 5000;

  private final int tenant;
  private final VectorTargets targets;
  private final UnfilteredVectorSearch unfiltered;
  private final int minVectorsForIndex;

  /** So many allowed vectors are compared one by one. */
  private final int few;

  VectorSearch(int tenant, int minVectorsForIndex) {
    this.tenant = tenant;
    this.targets = new VectorTargets(tenant);
    this.unfiltered = new UnfilteredVectorSearch(tenant, minVectorsForIndex, targets);
    this.minVectorsForIndex = minVectorsForIndex;
    this.few = Math.min(FEW, minVectorsForIndex);
  }

  List<Hit> nearest(
      Connection connection, String collection, String model, float[] query, Wanted wanted)
      throws SQLException {
    VectorTargets.Name name = new VectorTargets.Name(collection, model);
    if (wanted.filter().conditions().isEmpty()) {
      return unfiltered.nearest(connection, name, query, wanted.k());
    }
    VectorTargets.Target target = targets.read(connection, name);
    if (VectorTargets.isEmpty(target, name, query) || !FilterPath.isStorable(wanted.filter())) {
      return List.of();
    }
    String condition = VectorIndexes.condition(tenant, target.collection(), model);
    if (target.vectors() >= minVectorsForIndex) {
      List<Long> allowed = few(connection, target.collection(), wanted.filter());
      if (allowed.size() <= few) {
        return ofFew(connection, target.collection(), model, query, allowed, wanted.k());
      }
      String sql = INDEXED.formatted(condition, IS_ALLOWED, query.length, wanted.k());
      List<Hit> found = run(connection, sql, query, List.of(FilterPath.of(wanted.filter())));
      if (found.size() >= wanted.k()) {
        return found;
      }
    }
    Allowed allowed = Allowed.of(tenant, target.collection(), wanted.filter());
    String sql = EXACT.formatted(condition, IN_ALLOWED.formatted(Allowed.SQL), wanted.k());
    return run(connection, sql, query, allowed.values());
  }

  /** What a filter allows, but no more than can be told to be many. */
  private List<Long> few(Connection connection, int collection, Filter filter) throws SQLException {
    Allowed allowed = Allowed.of(tenant, collection, filter, few + 1L);
    List<Long> out = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(Allowed.SQL)) {
      allowed.set(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          out.add(rows.getLong(1));
        }
      }
    }
    return out;
  }

  /** A filter that allows few is answered by all of them: exact, and no slower than an index. */
  private List<Hit> ofFew(
      Connection connection, int collection, String model, float[] query, List<Long> allowed, int k)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_FEW)) {
      statement.setArray(1, numbers(connection, query));
      statement.setInt(2, tenant);
      statement.setInt(3, collection);
      statement.setString(4, model);
      statement.setArray(5, connection.createArrayOf("bigint", allowed.toArray()));
      statement.setInt(6, k);
      try (ResultSet rows = statement.executeQuery()) {
        return hits(rows);
      }
    }
  }

  Map<Long, Double> similarities(
      Connection connection, String collection, String model, float[] query, List<Long> passages)
      throws SQLException {
    Map<Long, Double> out = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(GIVEN)) {
      statement.setString(1, model);
      statement.setArray(2, numbers(connection, query));
      statement.setInt(3, tenant);
      statement.setString(4, collection);
      statement.setArray(5, connection.createArrayOf("bigint", passages.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        boolean known = false;
        while (rows.next()) {
          long passage = rows.getLong(1);
          if (rows.wasNull()) {
            known = true;
            VectorTargets.refuseIf(rows.getBoolean(3), new VectorTargets.Name(collection, model));
          } else {
            out.put(passage, rows.getDouble(2));
          }
        }
        if (!known) {
          throw new UnknownCollectionException(collection);
        }
      }
    }
    return out;
  }

  /** How many, of which. */
  record Wanted(int k, Filter filter) {}

  /** In binary: as text a vector takes thrice the room, and some 0.1 ms to write and read. */
  static Array numbers(Connection connection, float[] vector) throws SQLException {
    return connection.unwrap(PGConnection.class).createArrayOf("float4", vector);
  }

  static List<Hit> run(Connection connection, String sql, float[] query, List<Object> filter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALONE.formatted(sql))) {
      int at = 0;
      statement.setArray(++at, numbers(connection, query));
      for (Object value : filter) {
        statement.setObject(++at, value);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return hits(rows);
      }
    }
  }

  static List<Hit> hits(ResultSet rows) throws SQLException {
    List<Hit> out = new ArrayList<>();
    while (rows.next()) {
      out.add(new Hit(rows.getLong(1), rows.getDouble(2)));
    }
    return out;
  }
}

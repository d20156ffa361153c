package dev.loquat.store.postgres;

import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.UnknownCollectionException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
      long[] allowed = few(connection, target.collection(), wanted.filter());
      if (allowed.length <= few) {
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
  private long[] few(Connection connection, int collection, Filter filter) throws SQLException {
    return Allowed.of(tenant, collection, filter, few + 1L).passages(connection);
  }

  /** A filter that allows few is answered by all of them: exact, and no slower than an index. */
  private List<Hit> ofFew(
      Connection connection, int collection, String model, float[] query, long[] allowed, int k)
      throws SQLException {
    return Sql.of(OF_FEW, query, tenant, collection, model, allowed, k)
        .list(connection, VectorSearch::hit);
  }

  Map<Long, Double> similarities(
      Connection connection, String collection, String model, float[] query, List<Long> passages)
      throws SQLException {
    Map<Long, Double> out = new LinkedHashMap<>();
    boolean[] known = {false};
    long[] keys = passages.stream().mapToLong(Long::longValue).toArray();
    Sql.of(GIVEN, model, query, tenant, collection, keys)
        .forEach(
            connection,
            row -> {
              long passage = row.getLong(1);
              if (row.wasNull()) {
                known[0] = true;
                VectorTargets.refuseIf(
                    row.getBoolean(3), new VectorTargets.Name(collection, model));
              } else {
                out.put(passage, row.getDouble(2));
              }
            });
    if (!known[0]) {
      throw new UnknownCollectionException(collection);
    }
    return out;
  }

  /** How many, of which. */
  record Wanted(int k, Filter filter) {}

  static List<Hit> run(Connection connection, String sql, float[] query, List<Object> filter)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(query);
    values.addAll(filter);
    return Sql.of(ALONE.formatted(sql), values.toArray()).list(connection, VectorSearch::hit);
  }

  static Hit hit(ResultSet row) throws SQLException {
    return new Hit(row.getLong(1), row.getDouble(2));
  }
}

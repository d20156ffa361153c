package dev.loquat.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Takes documents away, in the caller's transaction, with the collection's row locked. */
final class Deleting {
  private static final List<String> TABLES =
      List.of(
          "document_value",
          "posting",
          "segment",
          "embedding",
          "collection_model",
          "passage",
          "document");

  /**
   * Documents that are named. Tenant and collection come from here, too: as constants, in a table
   * that has no statistics yet, they look so rare that the planner reads the whole collection.
   */
  static final String NAMED =
      """
      WITH named AS MATERIALIZED (
        SELECT ?::int AS tenant, ?::int AS collection, unnest(?::text[]) AS id)
      """;

  private final int tenant;

  Deleting(int tenant) {
    this.tenant = tenant;
  }

  /** Removes documents; answers how many there were. */
  int remove(Connection connection, LockedCollection collection, Collection<String> ids)
      throws SQLException {
    String[] named = ids.toArray(String[]::new);
    int documents =
        Sql.of(
                NAMED
                    + "DELETE FROM document d USING named n"
                    + " WHERE (d.tenant, d.collection, d.id) = (n.tenant, n.collection, n.id)",
                tenant,
                collection.id(),
                named)
            .update(connection);
    if (documents == 0) {
      return 0;
    }
    List<Long> passages =
        Sql.of(
                NAMED
                    + "DELETE FROM passage p USING named n"
                    + " WHERE (p.tenant, p.collection, p.document) = (n.tenant, n.collection, n.id)"
                    + " RETURNING p.id",
                tenant,
                collection.id(),
                named)
            .list(connection, row -> row.getLong(1));
    removeVectors(connection, collection, passages);
    new SegmentRows(tenant, collection.id()).markDeleted(connection, passages);
    collection.shrink(connection, documents, passages.size());
    return documents;
  }

  private void removeVectors(
      Connection connection, LockedCollection collection, List<Long> passages) throws SQLException {
    Sql.of(
            """
            WITH old AS MATERIALIZED (
              SELECT tenant, collection, model, passage
                FROM collection_model, unnest(?::bigint[]) AS u(passage)
               WHERE tenant = ? AND collection = ?),
            gone AS (
              DELETE FROM embedding e USING old
               WHERE (e.tenant, e.collection, e.model, e.passage)
                   = (old.tenant, old.collection, old.model, old.passage)
              RETURNING e.model)
            UPDATE collection_model m SET vectors = vectors - g.n
              FROM (SELECT model, count(*) AS n FROM gone GROUP BY model) g
             WHERE m.tenant = ? AND m.collection = ? AND m.model = g.model
            """,
            passages.stream().mapToLong(Long::longValue).toArray(),
            tenant,
            collection.id(),
            tenant,
            collection.id())
        .update(connection);
  }

  /** Removes a whole collection. */
  void drop(Connection connection, LockedCollection collection) throws SQLException {
    for (String table : TABLES) {
      Sql.of(
              "DELETE FROM " + table + " WHERE tenant = ? AND collection = ?",
              tenant,
              collection.id())
          .update(connection);
    }
    Sql.of("DELETE FROM collection WHERE tenant = ? AND id = ?", tenant, collection.id())
        .update(connection);
  }
}

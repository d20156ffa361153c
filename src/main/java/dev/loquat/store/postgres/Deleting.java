package dev.loquat.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
    int documents =
        returning(
                connection,
                collection,
                NAMED
                    + "DELETE FROM document d USING named n"
                    + " WHERE (d.tenant, d.collection, d.id) = (n.tenant, n.collection, n.id)"
                    + " RETURNING 0",
                connection.createArrayOf("text", ids.toArray()))
            .size();
    if (documents == 0) {
      return 0;
    }
    List<Long> passages =
        returning(
            connection,
            collection,
            NAMED
                + "DELETE FROM passage p USING named n"
                + " WHERE (p.tenant, p.collection, p.document) = (n.tenant, n.collection, n.id)"
                + " RETURNING p.id",
            connection.createArrayOf("text", ids.toArray()));
    removeVectors(connection, collection, passages);
    new SegmentRows(tenant, collection.id()).markDeleted(connection, passages);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE collection SET documents = documents - ?, passages = passages - ?"
                + " WHERE tenant = ? AND id = ?")) {
      statement.setInt(1, documents);
      statement.setInt(2, passages.size());
      statement.setInt(3, tenant);
      statement.setInt(4, collection.id());
      statement.executeUpdate();
    }
    return documents;
  }

  private List<Long> returning(
      Connection connection, LockedCollection collection, String sql, java.sql.Array ids)
      throws SQLException {
    List<Long> out = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection.id());
      statement.setArray(3, ids);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          out.add(rows.getLong(1));
        }
      }
    }
    return out;
  }

  private void removeVectors(
      Connection connection, LockedCollection collection, List<Long> passages) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
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
            """)) {
      statement.setArray(1, connection.createArrayOf("bigint", passages.toArray()));
      statement.setInt(2, tenant);
      statement.setInt(3, collection.id());
      statement.setInt(4, tenant);
      statement.setInt(5, collection.id());
      statement.executeUpdate();
    }
  }

  /** Removes a whole collection. */
  void drop(Connection connection, LockedCollection collection) throws SQLException {
    for (String table : TABLES) {
      delete(
          connection, "DELETE FROM " + table + " WHERE tenant = ? AND collection = ?", collection);
    }
    delete(connection, "DELETE FROM collection WHERE tenant = ? AND id = ?", collection);
  }

  private void delete(Connection connection, String sql, LockedCollection collection)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection.id());
      statement.executeUpdate();
    }
  }
}

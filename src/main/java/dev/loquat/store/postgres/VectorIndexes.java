package dev.loquat.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A partial HNSW index for each collection and model that has enough vectors; below that a scan is
 * exact and as fast.
 */
final class VectorIndexes {
  private final int tenant;
  private final int minVectors;

  VectorIndexes(int tenant, int minVectors) {
    this.tenant = tenant;
    this.minVectors = minVectors;
  }

  /** What the index covers, as the planner must see it in a query. */
  static String condition(int tenant, int collection, String model) {
    return "tenant = %d AND collection = %d AND model = '%s'"
        .formatted(tenant, collection, model.replace("'", "''"));
  }

  private static String name(int collection, String model) {
    return "embedding_hnsw_%d_%08x".formatted(collection, model.hashCode());
  }

  /**
   * Makes the indexes that are missing; readers and writers go on meanwhile. Only the owner of the
   * tables may: for any other role this does nothing, and vectors are scanned until the owner
   * compacts.
   */
  void ensure(Connection connection, int collection) throws SQLException {
    if (!isOwner(connection)) {
      return;
    }
    record Missing(String model, int dimension) {}
    List<Missing> missing = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT model, dimension FROM collection_model"
                + " WHERE tenant = ? AND collection = ? AND vectors >= ?")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      statement.setInt(3, minVectors);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          missing.add(new Missing(rows.getString(1), rows.getInt(2)));
        }
      }
    }
    for (Missing one : missing) {
      create(connection, collection, one.model(), one.dimension());
    }
  }

  private void create(Connection connection, int collection, String model, int dimension)
      throws SQLException {
    String name = name(collection, model);
    try (Statement statement = connection.createStatement()) {
      if (isValid(statement, name)) {
        return;
      }
      String limit = limit(statement);
      statement.execute("SET statement_timeout = 0");
      try {
        statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + name); // one left half made
        statement.execute(
            """
            CREATE INDEX CONCURRENTLY %s ON embedding
             USING hnsw ((vector::halfvec(%d)) halfvec_cosine_ops) WITH (m = 16, ef_construction = 64)
             WHERE %s
            """
                .formatted(name, dimension, condition(tenant, collection, model)));
      } finally {
        statement.execute("SET statement_timeout = '" + limit + "'");
      }
    }
  }

  private static boolean isOwner(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class"
                    + " WHERE oid = 'embedding'::regclass")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static String limit(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SHOW statement_timeout")) {
      return rows.next() ? rows.getString(1) : "0";
    }
  }

  private static boolean isValid(Statement statement, String name) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('" + name + "')")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /** Removes a collection's indexes. */
  void drop(Connection connection, int collection) throws SQLException {
    if (!isOwner(connection)) {
      return; // an index of nothing stays behind, until the owner drops it
    }
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT model FROM collection_model WHERE tenant = ? AND collection = ?")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(name(collection, rows.getString(1)));
        }
      }
    }
    try (Statement statement = connection.createStatement()) {
      for (String name : names) {
        statement.execute("DROP INDEX IF EXISTS " + name);
      }
    }
  }
}

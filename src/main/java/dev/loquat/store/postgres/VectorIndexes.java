package dev.loquat.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A partial HNSW index for each collection and model that has enough vectors; below that a scan is
 * exact and as fast.
 */
final class VectorIndexes {
  private static final int LOCK = 0x30C0A7;
  private static final long PAUSE_NANOS = 200_000_000;

  private final Database database;
  private final Database owners;
  private final int tenant;
  private final int minVectors;

  /**
   * The indexes of a tenant's vectors.
   *
   * @param owners connections of the tables' owner
   */
  VectorIndexes(Database database, Database owners, int tenant, int minVectors) {
    this.database = database;
    this.owners = owners;
    this.tenant = tenant;
    this.minVectors = minVectors;
  }

  /** What the index covers, as the planner must see it in a query. */
  static String condition(int tenant, int collection, String model) {
    return "tenant = %d AND collection = %d AND model = '%s'"
        .formatted(tenant, collection, model.replace("'", "''"));
  }

  /** What all indexes of a model begin with, whatever their parameters. */
  private static String stem(int collection, String model) {
    return "embedding_hnsw_%d_%08x".formatted(collection, model.hashCode());
  }

  private record Wanted(String model, int dimension, int m, int efConstruction) {
    String name(int collection) {
      return stem(collection, model) + "_" + m + "_" + efConstruction;
    }
  }

  /**
   * Makes the indexes that are missing; readers and writers go on meanwhile. Only the owner of the
   * tables may: for any other role this does nothing, and vectors are scanned until the owner
   * compacts.
   */
  void ensure(int collection) {
    List<Wanted> missing = database.read(connection -> missing(connection, collection));
    if (!missing.isEmpty()) {
      owners.read(connection -> create(connection, collection, missing));
    }
  }

  private int create(Connection connection, int collection, List<Wanted> missing)
      throws SQLException {
    if (!isOwner(connection)) {
      return 0;
    }
    for (Wanted one : missing) {
      create(connection, collection, one);
    }
    return missing.size();
  }

  private List<Wanted> missing(Connection connection, int collection) throws SQLException {
    List<Wanted> all =
        Sql.of(
                "SELECT m.model, m.dimension, c.hnsw_m, c.hnsw_ef_construction"
                    + " FROM collection c JOIN collection_model m"
                    + " ON m.tenant = c.tenant AND m.collection = c.id"
                    + " WHERE c.tenant = ? AND c.id = ? AND m.vectors >= ?",
                tenant,
                collection,
                minVectors)
            .list(
                connection,
                row -> new Wanted(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4)));
    List<Wanted> out = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (Wanted one : all) {
        if (!isValid(statement, one.name(collection))) {
          out.add(one);
        }
      }
    }
    return out;
  }

  /**
   * Two that make or drop indexes of a table concurrently wait for one another for ever. Asking
   * again and again is the way: the other also waits for a statement that waits for its lock.
   */
  private static void beAlone(Connection connection) throws SQLException {
    while (!lock(connection, "SELECT pg_try_advisory_lock(%d)")) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new SQLException("interrupted while others made vector indexes");
      }
    }
  }

  private static void letOthers(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      lock(connection, "SELECT pg_advisory_unlock(%d)");
    }
  }

  private static boolean lock(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.formatted(LOCK))) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private void create(Connection connection, int collection, Wanted wanted) throws SQLException {
    String name = wanted.name(collection);
    try (Statement statement = connection.createStatement()) {
      String limit = limit(statement);
      beAlone(connection);
      try {
        statement.execute("SET statement_timeout = 0");
        if (isValid(statement, name)) {
          return; // made while others were waited for
        }
        statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + name); // one left half made
        statement.execute(
            """
            CREATE INDEX CONCURRENTLY %s ON embedding
             USING hnsw ((vector::halfvec(%d)) halfvec_cosine_ops) WITH (m = %d, ef_construction = %d)
             WHERE %s
            """
                .formatted(
                    name,
                    wanted.dimension(),
                    wanted.m(),
                    wanted.efConstruction(),
                    condition(tenant, collection, wanted.model())));
        for (String other : named(connection, stem(collection, wanted.model()))) {
          if (!other.equals(name)) {
            statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + other); // other parameters
          }
        }
      } finally {
        letOthers(connection);
        statement.execute("SET statement_timeout = '" + limit + "'");
      }
    }
  }

  private static List<String> named(Connection connection, String stem) throws SQLException {
    return Sql.of(
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                + " WHERE i.indrelid = 'embedding'::regclass AND starts_with(c.relname, ?)",
            stem)
        .list(connection, row -> row.getString(1));
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

  /** Names of a collection's indexes. */
  List<String> of(Connection connection, int collection) throws SQLException {
    return named(connection, "embedding_hnsw_%d_".formatted(collection));
  }

  /** Names of a collection's indexes of one model. */
  List<String> of(Connection connection, int collection, String model) throws SQLException {
    return named(connection, stem(collection, model));
  }

  /**
   * Removes indexes of vectors that are gone; outside of any transaction, as nobody shall wait for
   * it. Those of a role that may not stay behind, empty, until the owner removes them.
   */
  void drop(List<String> names) {
    if (!names.isEmpty()) {
      owners.read(connection -> drop(connection, names));
    }
  }

  private static int drop(Connection connection, List<String> names) throws SQLException {
    if (!isOwner(connection)) {
      return 0;
    }
    try (Statement statement = connection.createStatement()) {
      String limit = limit(statement);
      beAlone(connection);
      try {
        statement.execute("SET statement_timeout = 0");
        for (String name : names) {
          statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + name);
        }
      } finally {
        letOthers(connection);
        statement.execute("SET statement_timeout = '" + limit + "'");
      }
    }
    return names.size();
  }
}

package dev.loquat.store.postgres;

import dev.loquat.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Borrows connections and turns SQL errors into the store's exceptions. Safe from any thread. */
final class Database {
  /** A plan that was kept when a table was small reads all of a large one. */
  private static final String WRITE_SETTINGS =
      "SET LOCAL statement_timeout = 0; SET LOCAL plan_cache_mode = force_custom_plan;"
          + " SET LOCAL random_page_cost = 1.1";

  private final DataSource source;
  private final String begin;
  private final boolean shared;

  /** Connections whose role or session says for whom they work. */
  Database(DataSource source) {
    this.source = source;
    this.begin = "";
    this.shared = false;
  }

  /**
   * Connections that others use for other tenants: each transaction says for whom it works, and the
   * session forgets it with the transaction.
   */
  Database(DataSource source, int tenant) {
    this.source = source;
    this.begin = "SET LOCAL loquat.tenant = '" + tenant + "';";
    this.shared = true;
  }

  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Runs one statement or several that need not see one state. */
  <T> T read(Work<T> work) {
    return on(connection -> shared ? transaction(connection, begin, work) : work.run(connection));
  }

  private <T> T on(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      // Binary results from the first execution on: bytea as text takes twice the bytes.
      connection.unwrap(PGConnection.class).setPrepareThreshold(-1);
      return work.run(connection);
    } catch (SQLException e) {
      throw translate(e);
    }
  }

  /** Runs all or nothing, without the limit that ends long searches. */
  <T> T write(Work<T> work) {
    return on(connection -> transaction(connection, begin + WRITE_SETTINGS, work));
  }

  private static <T> T transaction(Connection connection, String settings, Work<T> work)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (var statement = connection.createStatement()) {
        statement.execute(settings);
      }
      T result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      rollback(connection, e);
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e); // a broken connection has rolled back by itself
    }
  }

  private static RuntimeException translate(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("22")) {
      return new IllegalArgumentException("PostgreSQL refuses a value: " + e.getMessage(), e);
    }
    return new StoreUnavailableException(
        "PostgreSQL does not answer (" + state + "): " + e.getMessage(), e);
  }
}

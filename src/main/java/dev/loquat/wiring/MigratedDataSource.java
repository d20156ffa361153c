package dev.loquat.wiring;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * A database that is migrated before its first connection is handed out, whenever that is: a
 * database that is away when the service starts is used as soon as it is there.
 */
final class MigratedDataSource implements DataSource {
  private final DataSource database;
  private final Flyway flyway;
  private final ReentrantLock migrating = new ReentrantLock();
  private volatile boolean migrated;

  MigratedDataSource(DataSource database, Flyway flyway) {
    this.database = database;
    this.flyway = flyway;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (!migrated) {
      migrate();
    }
    return database.getConnection();
  }

  /** Asks for a connection first: the pool gives up sooner than Flyway does. */
  private void migrate() throws SQLException {
    try {
      migrating.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while the database was being migrated", e);
    }
    try {
      if (!migrated) {
        database.getConnection().close();
        flyway.migrate();
        new Admission(owner()).admit(user());
        migrated = true;
      }
    } catch (FlywayException e) {
      throw new SQLException("the database cannot be migrated: " + e.getMessage(), e);
    } finally {
      migrating.unlock();
    }
  }

  /** Connections of the tables' owner, who migrates them; not pooled. */
  DataSource owner() {
    return flyway.getConfiguration().getDataSource();
  }

  private String user() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return connection.getMetaData().getUserName();
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the connection's user is configured");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return database.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    database.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    database.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return database.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return database.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return database.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return database.isWrapperFor(type);
  }
}

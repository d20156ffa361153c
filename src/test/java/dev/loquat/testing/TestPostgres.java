package dev.loquat.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one PostgreSQL cluster of this test JVM, started by {@code deploy/postgres.sh} on first use
 * and stopped with the JVM. Every caller takes a database of its own. Safe from any thread.
 */
public final class TestPostgres {

  private static final Path DATA = Path.of("target", "test-postgres");

  private TestPostgres() {}

  /** A new database with pgvector in it and no tables. */
  public static PGSimpleDataSource emptyDatabase() {
    // Random, not counted: Quarkus loads this class a second time, beside the one of plain tests.
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    PGSimpleDataSource maintenance = new PGSimpleDataSource();
    maintenance.setUrl(Holder.URL);
    try (var connection = maintenance.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name);
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create the test database " + name, e);
    }
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(Holder.URL);
    database.setDatabaseName(name);
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
    } catch (SQLException e) {
      throw new IllegalStateException("no pgvector in " + name, e);
    }
    return database;
  }

  /** A new database with all migrations of {@code sql/migrations} applied. */
  public static PGSimpleDataSource migratedDatabase() {
    return migrated(emptyDatabase());
  }

  /** The database of a cluster in {@code folder}, which stays; it runs until this JVM ends. */
  public static PGSimpleDataSource keptDatabase(Path folder) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(start(folder));
    return migrated(database);
  }

  private static PGSimpleDataSource migrated(PGSimpleDataSource database) {
    Flyway.configure().dataSource(database).locations("filesystem:sql/migrations").load().migrate();
    return database;
  }

  /** JDBC URL of {@code database}, with user and password in it. */
  public static String jdbcUrl(PGSimpleDataSource database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(
            database.getPortNumbers()[0],
            database.getDatabaseName(),
            database.getUser(),
            database.getPassword());
  }

  private static final class Holder {
    static final String URL = start(DATA);
  }

  private static String start(Path data) {
    String url = script(data, "start", "--ephemeral", "--jdbc");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> script(data, "stop")));
    return url;
  }

  private static String script(Path data, String command, String... options) {
    var line = new java.util.ArrayList<String>();
    line.addAll(List.of("bash", "deploy/postgres.sh", command, "--data", data.toString()));
    line.addAll(List.of(options));
    try {
      Process process =
          new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String out =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(String.join(" ", line) + " ended with " + status);
      }
      return out;
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + String.join(" ", line), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + String.join(" ", line), e);
    }
  }
}

package dev.loquat.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A statement with the values of its parameters, in their order: numbers, texts, flags and bytes as
 * they are, arrays as PostgreSQL's ({@code String[]}, {@code byte[][]}, {@code int[]}, {@code
 * long[]}, {@code float[]}), null and an empty {@link Optional} as NULL.
 */
final class Sql {
  private final String text;
  private final @Nullable Object[] values;

  private Sql(String text, @Nullable Object[] values) {
    this.text = text;
    this.values = values;
  }

  static Sql of(String text, @Nullable Object... values) {
    return new Sql(text, values);
  }

  /** Reads the row on which a result stands. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes the row on which a result stands. */
  @FunctionalInterface
  interface Taker {
    void take(ResultSet row) throws SQLException;
  }

  /** Runs it; answers how many rows it changed. */
  int update(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
    List<T> out = new ArrayList<>();
    forEach(connection, rows -> out.add(row.read(rows)));
    return out;
  }

  void forEach(Connection connection, Taker taker) throws SQLException {
    try (PreparedStatement statement = prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        taker.take(rows);
      }
    }
  }

  /** The first row, if there is one. */
  <T> Optional<T> first(Connection connection, Row<T> row) throws SQLException {
    try (PreparedStatement statement = prepare(connection);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
    }
  }

  /** Whether there is a row; for what is done by asking, too. */
  boolean exists(Connection connection) throws SQLException {
    return first(connection, row -> true).isPresent();
  }

  private PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    try {
      for (int i = 0; i < values.length; i++) {
        set(statement, i + 1, values[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void set(PreparedStatement statement, int at, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(at, Types.NULL);
      case Optional<?> perhaps -> set(statement, at, perhaps.orElse(null));
      case String[] texts -> setArray(statement, at, "text", texts);
      case byte[][] bytes -> setArray(statement, at, "bytea", bytes);
      case int[] numbers -> setArray(statement, at, "int4", numbers);
      case long[] numbers -> setArray(statement, at, "int8", numbers);
      case float[] numbers -> setArray(statement, at, "float4", numbers);
      default -> statement.setObject(at, value);
    }
  }

  private static void setArray(PreparedStatement statement, int at, String type, Object values)
      throws SQLException {
    PGConnection connection = statement.getConnection().unwrap(PGConnection.class);
    statement.setArray(at, connection.createArrayOf(type, values));
  }
}

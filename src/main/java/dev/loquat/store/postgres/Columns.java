package dev.loquat.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Sets the parameters of a statement in their order, whole columns as arrays. */
final class Columns {
  private final Connection connection;
  private final PreparedStatement statement;
  private int at;

  Columns(Connection connection, PreparedStatement statement) {
    this.connection = connection;
    this.statement = statement;
  }

  void number(int value) throws SQLException {
    statement.setInt(++at, value);
  }

  void text(String value) throws SQLException {
    statement.setString(++at, value);
  }

  void texts(Stream<@Nullable String> values) throws SQLException {
    array("text", values.toArray(String[]::new));
  }

  /** Without boxing each. */
  void reals(float[] values) throws SQLException {
    statement.setArray(++at, connection.unwrap(PGConnection.class).createArrayOf("float4", values));
  }

  void array(String type, Object[] values) throws SQLException {
    statement.setArray(++at, connection.createArrayOf(type, values));
  }
}

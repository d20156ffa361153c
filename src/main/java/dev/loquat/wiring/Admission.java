package dev.loquat.wiring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Lets the role of the service use the tables that the owner made, by {@code loquat_admit}:
 * row-level security holds for a role that does not own them. A role that belongs to a tenant stays
 * with it.
 */
final class Admission {
  private static final long LOCK = 0x40C0A7;

  private final DataSource owner;

  Admission(DataSource owner) {
    this.owner = owner;
  }

  /** Admits a role, if there is a table that it may not use yet. */
  void admit(String role) throws SQLException {
    try (Connection connection = owner.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        // Two instances that grant at once would disturb each other.
        statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
      }
      if (isKeptOut(connection, role)) {
        admit(connection, role);
      }
      connection.commit();
    }
  }

  private static boolean isKeptOut(Connection connection, String role) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT EXISTS (
              SELECT FROM pg_policies
               WHERE schemaname = current_schema() AND policyname = 'own_tenant'
                 AND NOT has_table_privilege(?, format('%I.%I', schemaname, tablename), 'DELETE'))
            """)) {
      statement.setString(1, role);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private static void admit(Connection connection, String role) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT loquat_admit(?, (SELECT tenant FROM tenant_role WHERE role = ?))")) {
      statement.setString(1, role);
      statement.setString(2, role);
      statement.executeQuery().close();
    }
  }
}

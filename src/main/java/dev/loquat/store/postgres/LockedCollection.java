package dev.loquat.store.postgres;

import dev.loquat.store.UnknownCollectionException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A collection whose row this transaction has locked: no other writes to it until it ends. Its
 * version rises with every lock, by which readers see that what they know is out of date.
 */
record LockedCollection(int tenant, int id, long nextPassage) {

  static LockedCollection lock(Connection connection, int tenant, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE collection SET version = version + 1 WHERE tenant = ? AND name = ?"
                + " RETURNING id, next_passage")) {
      statement.setInt(1, tenant);
      statement.setString(2, name);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new UnknownCollectionException(name);
        }
        return new LockedCollection(tenant, rows.getInt(1), rows.getLong(2));
      }
    }
  }

  /** Uses up the numbers of new passages, and counts what is more. */
  void grow(Connection connection, int documents, int passages) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE collection SET documents = documents + ?, passages = passages + ?,"
                + " next_passage = next_passage + ? WHERE tenant = ? AND id = ?")) {
      statement.setInt(1, documents);
      statement.setInt(2, passages);
      statement.setInt(3, passages);
      statement.setInt(4, tenant);
      statement.setInt(5, id);
      statement.executeUpdate();
    }
  }
}

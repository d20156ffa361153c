package dev.loquat.store.postgres;

import dev.loquat.store.Document;
import dev.loquat.store.Metadata;
import dev.loquat.store.SourceEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which documents a source has, in which revision, in the caller's transaction. */
final class Ledger {
  private final int tenant;

  Ledger(int tenant) {
    this.tenant = tenant;
  }

  /** Notes the revisions of documents that are stored. */
  void revise(Connection connection, int collection, Map<String, String> revisions)
      throws SQLException {
    if (revisions.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            WITH named AS MATERIALIZED (
              SELECT ?::int AS tenant, ?::int AS collection,
                     unnest(?::text[]) AS id, unnest(?::text[]) AS revision)
            UPDATE document d SET revision = n.revision FROM named n
             WHERE (d.tenant, d.collection, d.id) = (n.tenant, n.collection, n.id)
               AND d.revision IS DISTINCT FROM n.revision
            """)) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      statement.setArray(3, connection.createArrayOf("text", revisions.keySet().toArray()));
      statement.setArray(4, connection.createArrayOf("text", revisions.values().toArray()));
      statement.executeUpdate();
    }
  }

  /** A source's documents by id, from the one behind {@code after} on. */
  List<SourceEntry> page(
      Connection connection, int collection, String source, String after, int most)
      throws SQLException {
    List<SourceEntry> out = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, hash, revision FROM document"
                + " WHERE tenant = ? AND collection = ? AND source = ? AND id > ?"
                + " ORDER BY id LIMIT ?")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      statement.setString(3, source);
      statement.setString(4, after);
      statement.setInt(5, most);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          out.add(
              new SourceEntry(
                  rows.getString(1), rows.getString(2), Optional.ofNullable(rows.getString(3))));
        }
      }
    }
    return out;
  }

  /** Gives a document another id, URL and metadata; its text and passages stay. */
  boolean relabel(
      Connection connection, int collection, String former, Document document, String hash)
      throws SQLException {
    if (!former.equals(document.id()) && exists(connection, collection, document.id())) {
      return false;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE document SET id = ?, hash = ?, url = ?, metadata = ?::jsonb"
                + " WHERE tenant = ? AND collection = ? AND id = ?")) {
      statement.setString(1, document.id());
      statement.setString(2, hash);
      statement.setString(3, document.url().orElse(null));
      statement.setString(4, Metadata.write(document.metadata()));
      statement.setInt(5, tenant);
      statement.setInt(6, collection);
      statement.setString(7, former);
      if (statement.executeUpdate() == 0) {
        return false;
      }
    }
    if (!former.equals(document.id())) {
      movePassages(connection, collection, former, document.id());
    }
    return true;
  }

  private boolean exists(Connection connection, int collection, String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM document WHERE tenant = ? AND collection = ? AND id = ?")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      statement.setString(3, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void movePassages(Connection connection, int collection, String former, String id)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE passage SET document = ? WHERE tenant = ? AND collection = ? AND document = ?")) {
      statement.setString(1, id);
      statement.setInt(2, tenant);
      statement.setInt(3, collection);
      statement.setString(4, former);
      statement.executeUpdate();
    }
  }
}

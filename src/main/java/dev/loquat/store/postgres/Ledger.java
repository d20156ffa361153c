package dev.loquat.store.postgres;

import dev.loquat.store.Document;
import dev.loquat.store.Metadata;
import dev.loquat.store.SourceEntry;
import java.sql.Connection;
import java.sql.SQLException;
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
    Sql.of(
            """
            WITH named AS MATERIALIZED (
              SELECT ?::int AS tenant, ?::int AS collection,
                     unnest(?::text[]) AS id, unnest(?::text[]) AS revision)
            UPDATE document d SET revision = n.revision FROM named n
             WHERE (d.tenant, d.collection, d.id) = (n.tenant, n.collection, n.id)
               AND d.revision IS DISTINCT FROM n.revision
            """,
            tenant,
            collection,
            revisions.keySet().toArray(String[]::new),
            revisions.values().toArray(String[]::new))
        .update(connection);
  }

  /** A source's documents by id, from the one behind {@code after} on. */
  List<SourceEntry> page(
      Connection connection, int collection, String source, String after, int most)
      throws SQLException {
    return Sql.of(
            "SELECT id, hash, revision FROM document"
                + " WHERE tenant = ? AND collection = ? AND source = ? AND id > ?"
                + " ORDER BY id LIMIT ?",
            tenant,
            collection,
            source,
            after,
            most)
        .list(
            connection,
            row ->
                new SourceEntry(
                    row.getString(1), row.getString(2), Optional.ofNullable(row.getString(3))));
  }

  /** Gives a document another id, URL and metadata; its text and passages stay. */
  boolean relabel(
      Connection connection, int collection, String former, Document document, String hash)
      throws SQLException {
    if (!former.equals(document.id()) && exists(connection, collection, document.id())) {
      return false;
    }
    int changed =
        Sql.of(
                "UPDATE document SET id = ?, hash = ?, url = ?, metadata = ?::jsonb"
                    + " WHERE tenant = ? AND collection = ? AND id = ?",
                document.id(),
                hash,
                document.url(),
                Metadata.write(document.metadata()),
                tenant,
                collection,
                former)
            .update(connection);
    if (changed > 0 && !former.equals(document.id())) {
      movePassages(connection, collection, former, document.id());
    }
    return changed > 0;
  }

  private boolean exists(Connection connection, int collection, String id) throws SQLException {
    return Sql.of(
            "SELECT 1 FROM document WHERE tenant = ? AND collection = ? AND id = ?",
            tenant,
            collection,
            id)
        .exists(connection);
  }

  private void movePassages(Connection connection, int collection, String former, String id)
      throws SQLException {
    Sql.of(
            "UPDATE passage SET document = ? WHERE tenant = ? AND collection = ? AND document = ?",
            id,
            tenant,
            collection,
            former)
        .update(connection);
  }
}

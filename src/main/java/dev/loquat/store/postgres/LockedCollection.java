package dev.loquat.store.postgres;

import dev.loquat.rank.FusionChoice;
import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Hnsw;
import dev.loquat.store.UnknownCollectionException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A collection whose row this transaction has locked: no other writes to it until it ends. Its
 * version rises with every lock, by which readers see that what they know is out of date.
 */
record LockedCollection(int tenant, int id, long nextPassage, List<String> models) {

  static LockedCollection lock(Connection connection, int tenant, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE collection SET version = version + 1 WHERE tenant = ? AND name = ?"
                + " RETURNING id, next_passage, embedding")) {
      statement.setInt(1, tenant);
      statement.setString(2, name);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new UnknownCollectionException(name);
        }
        return new LockedCollection(
            tenant,
            rows.getInt(1),
            rows.getLong(2),
            List.of((String[]) rows.getArray(3).getArray()));
      }
    }
  }

  /** Keeps others from writing to a collection, of which nothing changes that searches read. */
  static void lockRow(Connection connection, int tenant, int id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT FROM collection WHERE tenant = ? AND id = ? FOR UPDATE")) {
      statement.setInt(1, tenant);
      statement.setInt(2, id);
      statement.executeQuery().close();
    }
  }

  /**
   * Notes that passages from {@link #nextPassage} on come with vectors of other models than the
   * collection has by now, so that they are embedded anew.
   */
  void expectReembedding(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            UPDATE collection SET embedding_next = embedding, embedding_passage = ?, embedding_done = 0
             WHERE tenant = ? AND id = ? AND embedding_next IS NULL
            """)) {
      statement.setLong(1, nextPassage - 1);
      statement.setInt(2, tenant);
      statement.setInt(3, id);
      statement.executeUpdate();
    }
  }

  /**
   * Begins a change to other embedding models, or goes on with it; without passages they are
   * exchanged at once.
   */
  void changeModels(Connection connection, List<String> wanted) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            WITH wanted AS (SELECT ?::text[] COLLATE "C" AS models)
            UPDATE collection c SET
              embedding = CASE WHEN c.passages = 0 THEN w.models ELSE c.embedding END,
              embedding_next = CASE WHEN c.passages > 0 THEN w.models END,
              embedding_passage = 0, embedding_done = 0
             FROM wanted w
             WHERE c.tenant = ? AND c.id = ?
               AND coalesce(c.embedding_next, c.embedding) <> w.models
            """)) {
      statement.setArray(1, connection.createArrayOf("text", wanted.toArray()));
      statement.setInt(2, tenant);
      statement.setInt(3, id);
      statement.executeUpdate();
    }
  }

  /** Declares the fields whose ranges an index answers, and fills it. */
  void indexRanges(Connection connection, List<String> fields) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            WITH declared AS (
              UPDATE collection SET range_fields = ? WHERE tenant = ? AND id = ?
              RETURNING tenant, id, range_fields),
            removed AS (
              DELETE FROM document_value v USING declared c
               WHERE v.tenant = c.tenant AND v.collection = c.id
                 AND v.field <> ALL (c.range_fields))
            INSERT INTO document_value
                (tenant, collection, document, field, ordinal, number, text, one)
            SELECT d.tenant, d.collection, d.id, v.field, v.ordinal, v.number, v.value, v.one
              FROM declared c
              JOIN document d ON d.tenant = c.tenant AND d.collection = c.id,
                   LATERAL loquat_values(d.metadata, c.range_fields) v
            ON CONFLICT DO NOTHING
            """)) {
      statement.setArray(1, connection.createArrayOf("text", fields.stream().distinct().toArray()));
      statement.setInt(2, tenant);
      statement.setInt(3, id);
      statement.executeUpdate();
    }
  }

  /** Changes what is named. */
  void configure(Connection connection, CollectionSettings settings) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            UPDATE collection SET
              fusion_method = coalesce(?, fusion_method), fusion_alpha = coalesce(?, fusion_alpha),
              fusion_k = coalesce(?, fusion_k), fusion_bm25 = coalesce(?, fusion_bm25),
              fusion_vector = coalesce(?, fusion_vector),
              hnsw_m = coalesce(?, hnsw_m),
              hnsw_ef_construction = coalesce(?, hnsw_ef_construction),
              hnsw_ef_search = coalesce(?, hnsw_ef_search)
             WHERE tenant = ? AND id = ?
            """)) {
      Optional<FusionChoice> fusion = settings.fusion();
      Optional<Hnsw> hnsw = settings.hnsw();
      statement.setString(
          1, fusion.map(f -> f.method().name().toLowerCase(Locale.ROOT)).orElse(null));
      statement.setObject(2, fusion.map(FusionChoice::alpha).orElse(null), Types.DOUBLE);
      Optional<FusionChoice.Ranks> ranks = fusion.map(FusionChoice::ranks);
      statement.setObject(3, ranks.map(FusionChoice.Ranks::k).orElse(null), Types.INTEGER);
      statement.setObject(4, ranks.map(FusionChoice.Ranks::bm25).orElse(null), Types.DOUBLE);
      statement.setObject(5, ranks.map(FusionChoice.Ranks::vector).orElse(null), Types.DOUBLE);
      statement.setObject(6, hnsw.map(Hnsw::m).orElse(null), Types.INTEGER);
      statement.setObject(7, hnsw.map(Hnsw::efConstruction).orElse(null), Types.INTEGER);
      statement.setObject(8, hnsw.map(Hnsw::efSearch).orElse(null), Types.INTEGER);
      statement.setInt(9, tenant);
      statement.setInt(10, id);
      statement.executeUpdate();
    }
  }

  /** Keeps why its fusion is what it is, or that nobody knows. */
  void explainFusion(Connection connection, Optional<String> evidence) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE collection SET fusion_evidence = ?::jsonb WHERE tenant = ? AND id = ?")) {
      statement.setString(1, evidence.orElse(null));
      statement.setInt(2, tenant);
      statement.setInt(3, id);
      statement.executeUpdate();
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

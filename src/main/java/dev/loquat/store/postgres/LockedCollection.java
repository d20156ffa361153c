package dev.loquat.store.postgres;

import dev.loquat.rank.FusionChoice;
import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Hnsw;
import dev.loquat.store.UnknownCollectionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A collection whose row this transaction has locked: no other writes to it until it ends. Its
 * version rises with every lock, by which readers see that what they know is out of date.
 */
record LockedCollection(int tenant, int id, long nextPassage, List<String> models) {

  static LockedCollection lock(Connection connection, int tenant, String name) throws SQLException {
    return Sql.of(
            "UPDATE collection SET version = version + 1 WHERE tenant = ? AND name = ?"
                + " RETURNING id, next_passage, embedding",
            tenant,
            name)
        .first(
            connection,
            row ->
                new LockedCollection(
                    tenant,
                    row.getInt(1),
                    row.getLong(2),
                    List.of((String[]) row.getArray(3).getArray())))
        .orElseThrow(() -> new UnknownCollectionException(name));
  }

  /** Keeps others from writing to a collection, of which nothing changes that searches read. */
  static void lockRow(Connection connection, int tenant, int id) throws SQLException {
    Sql.of("SELECT FROM collection WHERE tenant = ? AND id = ? FOR UPDATE", tenant, id)
        .exists(connection);
  }

  /**
   * Notes that passages from {@link #nextPassage} on come with vectors of other models than the
   * collection has by now, so that they are embedded anew.
   */
  void expectReembedding(Connection connection) throws SQLException {
    Sql.of(
            """
            UPDATE collection SET embedding_next = embedding, embedding_passage = ?, embedding_done = 0
             WHERE tenant = ? AND id = ? AND embedding_next IS NULL
            """,
            nextPassage - 1,
            tenant,
            id)
        .update(connection);
  }

  /**
   * Begins a change to other embedding models, or goes on with it; without passages they are
   * exchanged at once.
   */
  void changeModels(Connection connection, List<String> wanted) throws SQLException {
    Sql.of(
            """
            WITH wanted AS (SELECT ?::text[] COLLATE "C" AS models)
            UPDATE collection c SET
              embedding = CASE WHEN c.passages = 0 THEN w.models ELSE c.embedding END,
              embedding_next = CASE WHEN c.passages > 0 THEN w.models END,
              embedding_passage = 0, embedding_done = 0
             FROM wanted w
             WHERE c.tenant = ? AND c.id = ?
               AND coalesce(c.embedding_next, c.embedding) <> w.models
            """,
            wanted.toArray(String[]::new),
            tenant,
            id)
        .update(connection);
  }

  /** Declares the fields whose ranges an index answers, and fills it. */
  void indexRanges(Connection connection, List<String> fields) throws SQLException {
    Sql.of(
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
            """,
            fields.stream().distinct().toArray(String[]::new),
            tenant,
            id)
        .update(connection);
  }

  /** Changes what is named. */
  void configure(Connection connection, CollectionSettings settings) throws SQLException {
    Optional<FusionChoice> fusion = settings.fusion();
    Optional<FusionChoice.Ranks> ranks = fusion.map(FusionChoice::ranks);
    Optional<Hnsw> hnsw = settings.hnsw();
    Sql.of(
            """
            UPDATE collection SET
              fusion_method = coalesce(?, fusion_method), fusion_alpha = coalesce(?, fusion_alpha),
              fusion_k = coalesce(?, fusion_k), fusion_bm25 = coalesce(?, fusion_bm25),
              fusion_vector = coalesce(?, fusion_vector),
              hnsw_m = coalesce(?, hnsw_m),
              hnsw_ef_construction = coalesce(?, hnsw_ef_construction),
              hnsw_ef_search = coalesce(?, hnsw_ef_search)
             WHERE tenant = ? AND id = ?
            """,
            fusion.map(f -> f.method().name().toLowerCase(Locale.ROOT)),
            fusion.map(FusionChoice::alpha),
            ranks.map(FusionChoice.Ranks::k),
            ranks.map(FusionChoice.Ranks::bm25),
            ranks.map(FusionChoice.Ranks::vector),
            hnsw.map(Hnsw::m),
            hnsw.map(Hnsw::efConstruction),
            hnsw.map(Hnsw::efSearch),
            tenant,
            id)
        .update(connection);
  }

  /** Keeps why its fusion is what it is, or that nobody knows. */
  void explainFusion(Connection connection, Optional<String> evidence) throws SQLException {
    Sql.of(
            "UPDATE collection SET fusion_evidence = ?::jsonb WHERE tenant = ? AND id = ?",
            evidence,
            tenant,
            id)
        .update(connection);
  }

  /** Uses up the numbers of new passages, and counts what is more. */
  void grow(Connection connection, int documents, int passages) throws SQLException {
    Sql.of(
            "UPDATE collection SET documents = documents + ?, passages = passages + ?,"
                + " next_passage = next_passage + ? WHERE tenant = ? AND id = ?",
            documents,
            passages,
            passages,
            tenant,
            id)
        .update(connection);
  }

  /** Counts what is less. */
  void shrink(Connection connection, int documents, int passages) throws SQLException {
    Sql.of(
            "UPDATE collection SET documents = documents - ?, passages = passages - ?"
                + " WHERE tenant = ? AND id = ?",
            documents,
            passages,
            tenant,
            id)
        .update(connection);
  }
}

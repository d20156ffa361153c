package dev.loquat.store.postgres;

import dev.loquat.rank.FusionChoice;
import dev.loquat.store.CollectionInfo;
import dev.loquat.store.Document;
import dev.loquat.store.Embedding;
import dev.loquat.store.Hnsw;
import dev.loquat.store.Metadata;
import dev.loquat.store.Passage;
import dev.loquat.store.StoredDocument;
import dev.loquat.store.UnknownCollectionException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads collections, passages and documents as they are stored. */
final class Reading {
  private static final String COLLECTIONS =
      """
      SELECT c.name, c.analyzer, c.documents, c.passages, c.fusion_method, c.fusion_alpha,
             m.model, m.vectors, c.hnsw_m, c.hnsw_ef_construction, c.hnsw_ef_search,
             c.fusion_evidence, c.embedding, c.embedding_next, c.embedding_done,
             c.fusion_k, c.fusion_bm25, c.fusion_vector, c.range_fields
        FROM collection c
        LEFT JOIN collection_model m ON m.tenant = c.tenant AND m.collection = c.id AND m.vectors > 0
       WHERE c.tenant = ? AND (?::text IS NULL OR c.name = ?)
       ORDER BY c.name, m.model
      """;
  private static final String PASSAGES =
      """
      SELECT p.id, p.document, p.ordinal, d.title, p.text, p.start_unit, p.end_unit, d.url, d.metadata
        FROM (SELECT tenant, id FROM collection WHERE tenant = ? AND name = ?) AS c,
             unnest(?::bigint[]) AS wanted(id),
             LATERAL (SELECT * FROM passage
                       WHERE tenant = c.tenant AND collection = c.id AND id = wanted.id
                      OFFSET 0) AS p,
             LATERAL (SELECT title, url, metadata FROM document
                       WHERE tenant = p.tenant AND collection = p.collection AND id = p.document
                      OFFSET 0) AS d
      """;

  private final int tenant;

  Reading(int tenant) {
    this.tenant = tenant;
  }

  int collectionId(Connection connection, String name) throws SQLException {
    return Sql.of("SELECT id FROM collection WHERE tenant = ? AND name = ?", tenant, name)
        .first(connection, row -> row.getInt(1))
        .orElseThrow(() -> new UnknownCollectionException(name));
  }

  List<String> documentIds(Connection connection, String collection, String after, int limit)
      throws SQLException {
    return Sql.of(
            "SELECT id FROM document WHERE tenant = ? AND collection = ? AND id > ?"
                + " ORDER BY id LIMIT ?",
            tenant,
            collectionId(connection, collection),
            after,
            limit)
        .list(connection, row -> row.getString(1));
  }

  /** All collections, or the one of that name. */
  List<CollectionInfo> collections(Connection connection, Optional<String> name)
      throws SQLException {
    Map<String, CollectionInfo> out = new LinkedHashMap<>();
    Sql.of(COLLECTIONS, tenant, name, name)
        .forEach(
            connection,
            row -> {
              CollectionInfo info = info(row);
              CollectionInfo known = out.putIfAbsent(info.name(), info);
              if (row.getString(7) != null) {
                (known == null ? info : known).models().put(row.getString(7), row.getLong(8));
              }
            });
    return List.copyOf(out.values());
  }

  private static CollectionInfo info(ResultSet rows) throws SQLException {
    String method = rows.getString(5);
    Optional<FusionChoice> fusion =
        method == null
            ? Optional.empty()
            : Optional.of(
                new FusionChoice(
                    FusionChoice.Method.valueOf(method.toUpperCase(Locale.ROOT)),
                    rows.getDouble(6),
                    new FusionChoice.Ranks(
                        rows.getInt(16), rows.getDouble(17), rows.getDouble(18))));
    return new CollectionInfo(
        rows.getString(1),
        rows.getString(2),
        new LinkedHashMap<>(),
        rows.getLong(3),
        rows.getLong(4),
        fusion,
        Optional.ofNullable(rows.getString(12)).map(Evidence::read),
        Optional.of(new Hnsw(rows.getInt(9), rows.getInt(10), rows.getInt(11))),
        Optional.of(embedding(rows)),
        List.of((String[]) rows.getArray(19).getArray()));
  }

  private static Embedding embedding(ResultSet rows) throws SQLException {
    Array next = rows.getArray(14);
    return new Embedding(
        List.of((String[]) rows.getArray(13).getArray()),
        next == null
            ? Optional.empty()
            : Optional.of(
                new Embedding.Change(
                    List.of((String[]) next.getArray()),
                    Math.min(rows.getLong(15), rows.getLong(4)))));
  }

  List<Passage> passages(Connection connection, String collection, List<Long> keys)
      throws SQLException {
    Map<Long, Passage> found = new HashMap<>();
    Sql.of(PASSAGES, tenant, collection, keys.stream().mapToLong(Long::longValue).toArray())
        .forEach(connection, row -> found.put(row.getLong(1), passage(row)));
    if (found.isEmpty()) {
      collectionId(connection, collection); // fails where there is no such collection
    }
    List<Passage> out = new ArrayList<>(keys.size());
    for (long key : keys) {
      Optional.ofNullable(found.get(key)).ifPresent(out::add);
    }
    return out;
  }

  private static Passage passage(ResultSet row) throws SQLException {
    String document = row.getString(2);
    return new Passage(
        row.getLong(1),
        document + "#" + row.getInt(3),
        document,
        row.getString(4),
        row.getString(5),
        row.getInt(6),
        row.getInt(7),
        Optional.ofNullable(row.getString(8)),
        Metadata.read(row.getString(9)));
  }

  Optional<Document> document(Connection connection, int collection, String id)
      throws SQLException {
    return Sql.of(
            "SELECT title, text, url, metadata FROM document"
                + " WHERE tenant = ? AND collection = ? AND id = ?",
            tenant,
            collection,
            id)
        .first(
            connection,
            row ->
                new Document(
                    id,
                    row.getString(1),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3)),
                    Metadata.read(row.getString(4))));
  }

  Map<String, StoredDocument> stored(Connection connection, int collection, Collection<String> ids)
      throws SQLException {
    Map<String, StoredDocument> out = new HashMap<>();
    Sql.of(
            Deleting.NAMED
                + "SELECT d.id, d.hash, d.source FROM document d JOIN named n"
                + " ON (d.tenant, d.collection, d.id) = (n.tenant, n.collection, n.id)",
            tenant,
            collection,
            ids.toArray(String[]::new))
        .forEach(
            connection,
            row ->
                out.put(
                    row.getString(1),
                    new StoredDocument(row.getString(2), Optional.ofNullable(row.getString(3)))));
    return out;
  }
}

package dev.loquat.store.postgres;

import dev.loquat.rank.SegmentBuilder;
import dev.loquat.store.Document;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.store.Metadata;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds documents as one segment, in the caller's transaction, with the collection's row locked. */
final class Writing {
  private final int tenant;

  Writing(int tenant) {
    this.tenant = tenant;
  }

  void add(Connection connection, LockedCollection collection, List<IndexedDocument> documents)
      throws SQLException {
    insertDocuments(connection, collection.id(), documents);
    long next = collection.nextPassage();
    List<Long> passages = new ArrayList<>();
    SegmentBuilder builder = new SegmentBuilder();
    Map<String, List<Vector>> vectors = new LinkedHashMap<>();
    for (IndexedDocument document : documents) {
      for (IndexedPassage passage : document.passages()) {
        long number = next++;
        passages.add(number);
        builder.add(passage.terms());
        passage
            .embedding()
            .ifPresent(
                e ->
                    vectors
                        .computeIfAbsent(e.model(), model -> new ArrayList<>())
                        .add(new Vector(number, e.vector())));
      }
    }
    insertPassages(connection, collection, documents);
    insertVectors(connection, collection.id(), vectors);
    if (!passages.isEmpty()) {
      PassageNumbers numbers =
          PassageNumbers.of(passages.stream().mapToLong(Long::longValue).toArray());
      new SegmentRows(tenant, collection.id())
          .insert(connection, collection.nextSegment(), builder, numbers);
    }
    collection.grow(connection, documents.size(), passages.size());
  }

  private record Vector(long passage, float[] components) {}

  private void insertDocuments(
      Connection connection, int collection, List<IndexedDocument> documents) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO document (tenant, collection, id, hash, title, text, url, metadata, source)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)")) {
      for (IndexedDocument indexed : documents) {
        Document document = indexed.document();
        statement.setInt(1, tenant);
        statement.setInt(2, collection);
        statement.setString(3, document.id());
        statement.setString(4, indexed.hash());
        statement.setString(5, document.title());
        statement.setString(6, document.text());
        statement.setString(7, document.url().orElse(null));
        statement.setString(8, Metadata.write(document.metadata()));
        statement.setString(9, indexed.source().orElse(null));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void insertPassages(
      Connection connection, LockedCollection collection, List<IndexedDocument> documents)
      throws SQLException {
    long number = collection.nextPassage();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO passage (tenant, collection, id, document, ordinal, start_unit, end_unit,"
                + " text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (IndexedDocument indexed : documents) {
        for (int ordinal = 0; ordinal < indexed.passages().size(); ordinal++) {
          IndexedPassage passage = indexed.passages().get(ordinal);
          statement.setInt(1, tenant);
          statement.setInt(2, collection.id());
          statement.setLong(3, number++);
          statement.setString(4, indexed.document().id());
          statement.setInt(5, ordinal);
          statement.setInt(6, passage.start());
          statement.setInt(7, passage.end());
          statement.setString(
              8, indexed.document().text().substring(passage.start(), passage.end()));
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private void insertVectors(
      Connection connection, int collection, Map<String, List<Vector>> vectors)
      throws SQLException {
    for (Map.Entry<String, List<Vector>> model : vectors.entrySet()) {
      Object[] passages = model.getValue().stream().map(Vector::passage).toArray();
      Object[] texts =
          model.getValue().stream().map(v -> Arrays.toString(v.components())).toArray();
      try (PreparedStatement statement =
          connection.prepareStatement(
              "INSERT INTO embedding (tenant, collection, model, passage, vector)"
                  + " SELECT ?, ?, ?, p, v::halfvec FROM unnest(?::bigint[], ?::text[]) AS u(p, v)")) {
        statement.setInt(1, tenant);
        statement.setInt(2, collection);
        statement.setString(3, model.getKey());
        statement.setArray(4, connection.createArrayOf("bigint", passages));
        statement.setArray(5, connection.createArrayOf("text", texts));
        statement.executeUpdate();
      }
      countVectors(
          connection,
          collection,
          model.getKey(),
          model.getValue().getFirst().components().length,
          passages.length);
    }
  }

  private void countVectors(
      Connection connection, int collection, String model, int dimension, int more)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO collection_model AS m (tenant, collection, model, dimension, vectors)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (tenant, collection, model)"
                + " DO UPDATE SET vectors = m.vectors + excluded.vectors")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      statement.setString(3, model);
      statement.setInt(4, dimension);
      statement.setInt(5, more);
      statement.executeUpdate();
    }
  }

  /** Marks documents as a source's. */
  void assign(Connection connection, int collection, Object[] ids, String source)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE document SET source = ? WHERE tenant = ? AND collection = ? AND id = ANY (?)"
                + " AND source IS DISTINCT FROM ?")) {
      statement.setString(1, source);
      statement.setInt(2, tenant);
      statement.setInt(3, collection);
      statement.setArray(4, connection.createArrayOf("text", ids));
      statement.setString(5, source);
      statement.executeUpdate();
    }
  }

  /** Ids of a source's documents. */
  List<String> ofSource(Connection connection, int collection, String source) throws SQLException {
    List<String> out = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id FROM document WHERE tenant = ? AND collection = ? AND source = ?")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      statement.setString(3, source);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          out.add(rows.getString(1));
        }
      }
    }
    return out;
  }
}

package dev.loquat.store.postgres;

import dev.loquat.rank.SegmentBuilder;
import dev.loquat.store.Document;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.store.Metadata;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds documents as one segment, in the caller's transaction, with the collection's row locked. */
final class Writing {
  private final int tenant;

  Writing(int tenant) {
    this.tenant = tenant;
  }

  /** The postings of documents; needs no connection, so that nobody waits for it. */
  static SegmentRows.Packed pack(List<IndexedDocument> documents) {
    SegmentBuilder builder = new SegmentBuilder();
    documents.forEach(d -> d.passages().forEach(passage -> builder.add(passage.terms())));
    return SegmentRows.Packed.of(builder);
  }

  /** The models whose vectors documents bring. */
  static Set<String> models(List<IndexedDocument> documents) {
    return documents.stream()
        .flatMap(document -> document.passages().stream())
        .flatMap(passage -> passage.embedding().stream())
        .map(IndexedPassage.Embedded::model)
        .collect(Collectors.toSet());
  }

  void add(
      Connection connection,
      LockedCollection collection,
      List<IndexedDocument> documents,
      Map<String, String> revisions,
      SegmentRows.Packed packed)
      throws SQLException {
    insertDocuments(connection, collection.id(), documents, revisions);
    long next = collection.nextPassage();
    List<Long> passages = new ArrayList<>();
    Map<String, List<Vector>> vectors = new LinkedHashMap<>();
    for (IndexedDocument document : documents) {
      for (IndexedPassage passage : document.passages()) {
        long number = next++;
        passages.add(number);
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
      new SegmentRows(tenant, collection.id()).insert(connection, packed, numbers);
    }
    collection.grow(connection, documents.size(), passages.size());
  }

  record Vector(long passage, float[] components) {}

  private void insertDocuments(
      Connection connection,
      int collection,
      List<IndexedDocument> indexed,
      Map<String, String> revisions)
      throws SQLException {
    List<Document> documents = indexed.stream().map(IndexedDocument::document).toList();
    Sql.of(
            """
            INSERT INTO document
              (tenant, collection, id, hash, title, text, url, metadata, source, revision)
            SELECT ?, ?, i, h, t, x, u, m::jsonb, s, r
              FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[])
                AS d(i, h, t, x, u, m, s, r)
            """,
            tenant,
            collection,
            texts(documents, Document::id),
            texts(indexed, IndexedDocument::hash),
            texts(documents, Document::title),
            texts(documents, Document::text),
            texts(documents, d -> d.url().orElse(null)),
            texts(documents, d -> Metadata.write(d.metadata())),
            texts(indexed, d -> d.source().orElse(null)),
            texts(documents, d -> revisions.get(d.id())))
        .update(connection);
  }

  private static <T> String[] texts(List<T> rows, Function<T, @Nullable String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private void insertPassages(
      Connection connection, LockedCollection collection, List<IndexedDocument> documents)
      throws SQLException {
    List<PassageRow> rows = new ArrayList<>();
    long number = collection.nextPassage();
    for (IndexedDocument document : documents) {
      for (int ordinal = 0; ordinal < document.passages().size(); ordinal++) {
        rows.add(
            new PassageRow(
                number++, document.document(), ordinal, document.passages().get(ordinal)));
      }
    }
    Sql.of(
            """
            INSERT INTO passage
              (tenant, collection, id, document, ordinal, start_unit, end_unit, text)
            SELECT ?, ?, i, d, o, s, e, t
              FROM unnest(?::bigint[], ?::text[], ?::int[], ?::int[], ?::int[], ?::text[])
                AS p(i, d, o, s, e, t)
            """,
            tenant,
            collection.id(),
            rows.stream().mapToLong(PassageRow::number).toArray(),
            texts(rows, row -> row.document().id()),
            rows.stream().mapToInt(PassageRow::ordinal).toArray(),
            rows.stream().mapToInt(row -> row.passage().start()).toArray(),
            rows.stream().mapToInt(row -> row.passage().end()).toArray(),
            texts(rows, PassageRow::text))
        .update(connection);
  }

  private record PassageRow(long number, Document document, int ordinal, IndexedPassage passage) {
    String text() {
      return document.text().substring(passage.start(), passage.end());
    }
  }

  void insertVectors(Connection connection, int collection, Map<String, List<Vector>> vectors)
      throws SQLException {
    for (Map.Entry<String, List<Vector>> model : vectors.entrySet()) {
      List<Vector> rows = model.getValue();
      int dimension = rows.getFirst().components().length;
      float[] components = new float[rows.size() * dimension];
      for (int i = 0; i < rows.size(); i++) {
        System.arraycopy(rows.get(i).components(), 0, components, i * dimension, dimension);
      }
      Sql.of(
              """
              INSERT INTO embedding (tenant, collection, model, passage, vector)
              SELECT ?, ?, ?, p, a.v[(n - 1) * a.d + 1 : n * a.d]::halfvec
                FROM (SELECT ?::real[] AS v, ?::int AS d) AS a,
                     unnest(?::bigint[]) WITH ORDINALITY AS u(p, n)
              """,
              tenant,
              collection,
              model.getKey(),
              components,
              dimension,
              rows.stream().mapToLong(Vector::passage).toArray())
          .update(connection);
      countVectors(connection, collection, model.getKey(), dimension, rows.size());
    }
  }

  private void countVectors(
      Connection connection, int collection, String model, int dimension, int more)
      throws SQLException {
    Sql.of(
            "INSERT INTO collection_model AS m (tenant, collection, model, dimension, vectors)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (tenant, collection, model)"
                + " DO UPDATE SET vectors = m.vectors + excluded.vectors",
            tenant,
            collection,
            model,
            dimension,
            more)
        .update(connection);
  }

  /** Marks documents as a source's. */
  void assign(Connection connection, int collection, Collection<String> ids, String source)
      throws SQLException {
    Sql.of(
            Deleting.NAMED
                + "UPDATE document d SET source = ? FROM named n"
                + " WHERE (d.tenant, d.collection, d.id) = (n.tenant, n.collection, n.id)"
                + " AND d.source IS DISTINCT FROM ?",
            tenant,
            collection,
            ids.toArray(String[]::new),
            source,
            source)
        .update(connection);
  }

  /** Ids of a source's documents. */
  List<String> ofSource(Connection connection, int collection, String source) throws SQLException {
    return Sql.of(
            "SELECT id FROM document WHERE tenant = ? AND collection = ? AND source = ?",
            tenant,
            collection,
            source)
        .list(connection, row -> row.getString(1));
  }
}

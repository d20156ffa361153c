package dev.loquat.store.postgres;

import dev.loquat.rank.DocLengths;
import dev.loquat.rank.DocSet;
import dev.loquat.rank.PostingBundle;
import dev.loquat.rank.SegmentBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a collection's segments. */
final class SegmentRows {
  private final int tenant;
  private final int collection;

  SegmentRows(int tenant, int collection) {
    this.tenant = tenant;
    this.collection = collection;
  }

  /** A number that no other segment has or had. */
  static int number(Connection connection) throws SQLException {
    return Sql.of("SELECT nextval('segment_number')")
        .first(connection, row -> row.getInt(1))
        .orElseThrow();
  }

  /**
   * Postings as they will be written; made before anything is locked.
   *
   * @param shared bytes of the lists that share rows
   */
  record Packed(List<PostingBundle.Entry> lists, DocLengths lengths, long shared) {
    static Packed of(SegmentBuilder builder) {
      List<PostingBundle.Entry> lists = new ArrayList<>();
      builder.forEachTerm((term, list) -> lists.add(new PostingBundle.Entry(term, list)));
      long shared =
          lists.stream()
              .mapToLong(entry -> entry.list().length)
              .filter(n -> n < PostingKeys.LONG_LIST)
              .sum();
      return new Packed(lists, builder.lengths(), shared);
    }
  }

  void insert(Connection connection, Packed packed, PassageNumbers passages) throws SQLException {
    int segment = number(connection);
    int bits = PostingKeys.bits(packed.shared());
    try (PostingRows rows = new PostingRows(connection, place(segment), bits)) {
      for (PostingBundle.Entry entry : packed.lists()) {
        rows.add(entry);
      }
    }
    Documents documents = new Documents(packed.lengths(), passages, DocSet.EMPTY);
    insertSegment(connection, segment, documents, new Sharing(packed.shared(), bits));
  }

  PostingRows.Place place(int segment) {
    return new PostingRows.Place(tenant, collection, segment);
  }

  /** A segment's documents. */
  record Documents(DocLengths lengths, PassageNumbers passages, DocSet deleted) {}

  /**
   * How lists share the rows of a segment.
   *
   * @param bytes of these lists
   * @param bits how many first bits tell the rows apart
   */
  record Sharing(long bytes, int bits) {}

  void insertSegment(Connection connection, int segment, Documents documents, Sharing sharing)
      throws SQLException {
    Sql.of(
            "INSERT INTO segment (tenant, collection, id, docs, shared_bytes, shared_bits, lengths,"
                + " passages, deleted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            tenant,
            collection,
            segment,
            documents.passages().count(),
            sharing.bytes(),
            sharing.bits(),
            documents.lengths().encode(),
            documents.passages().encode(),
            documents.deleted().encode())
        .update(connection);
  }

  /** Adds passages to what is deleted of their segments. */
  void markDeleted(Connection connection, List<Long> passages) throws SQLException {
    if (passages.isEmpty()) {
      return;
    }
    Map<Integer, byte[]> changed = new HashMap<>();
    Sql.of(
            "SELECT id, passages, deleted FROM segment WHERE tenant = ? AND collection = ?",
            tenant,
            collection)
        .forEach(
            connection,
            row -> {
              PassageNumbers numbers = PassageNumbers.decode(row.getBytes(2));
              int[] docs =
                  passages.stream().mapToInt(numbers::find).filter(doc -> doc >= 0).toArray();
              if (docs.length > 0) {
                DocSet deleted = DocSet.decode(row.getBytes(3)).with(docs);
                changed.put(row.getInt(1), deleted.encode());
              }
            });
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE segment SET deleted = ? WHERE tenant = ? AND collection = ? AND id = ?")) {
      for (Map.Entry<Integer, byte[]> segment : changed.entrySet()) {
        statement.setBytes(1, segment.getValue());
        statement.setInt(2, tenant);
        statement.setInt(3, collection);
        statement.setInt(4, segment.getKey());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}

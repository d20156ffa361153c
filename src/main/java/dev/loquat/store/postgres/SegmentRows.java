package dev.loquat.store.postgres;

import dev.loquat.rank.DocSet;
import dev.loquat.rank.SegmentBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a collection's segments. */
final class SegmentRows {
  private static final int BATCH = 2000;

  private final int tenant;
  private final int collection;

  SegmentRows(int tenant, int collection) {
    this.tenant = tenant;
    this.collection = collection;
  }

  void insert(Connection connection, int segment, SegmentBuilder builder, PassageNumbers passages)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO segment (tenant, collection, id, docs, lengths, passages)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      statement.setInt(3, segment);
      statement.setInt(4, passages.count());
      statement.setBytes(5, builder.lengths().encode());
      statement.setBytes(6, passages.encode());
      statement.executeUpdate();
    }
    List<Long> terms = new ArrayList<>();
    List<byte[]> lists = new ArrayList<>();
    builder.forEachTerm(
        (term, list) -> {
          terms.add(term);
          lists.add(list);
        });
    for (int from = 0; from < terms.size(); from += BATCH) {
      int to = Math.min(terms.size(), from + BATCH);
      insertPostings(connection, segment, terms.subList(from, to), lists.subList(from, to));
    }
  }

  private void insertPostings(
      Connection connection, int segment, List<Long> terms, List<byte[]> lists)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO posting (tenant, collection, term, segment, data)"
                + " SELECT ?, ?, t, ?, d FROM unnest(?::bigint[], ?::bytea[]) AS u(t, d)")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      statement.setInt(3, segment);
      statement.setArray(4, connection.createArrayOf("bigint", terms.toArray()));
      statement.setArray(5, connection.createArrayOf("bytea", lists.toArray(new byte[0][])));
      statement.executeUpdate();
    }
  }

  /** Adds passages to what is deleted of their segments. */
  void markDeleted(Connection connection, List<Long> passages) throws SQLException {
    if (passages.isEmpty()) {
      return;
    }
    Map<Integer, byte[]> changed = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, passages, deleted FROM segment WHERE tenant = ? AND collection = ?")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          PassageNumbers numbers = PassageNumbers.decode(rows.getBytes(2));
          int[] docs = passages.stream().mapToInt(numbers::find).filter(doc -> doc >= 0).toArray();
          if (docs.length > 0) {
            DocSet deleted = DocSet.decode(rows.getBytes(3)).with(docs);
            changed.put(rows.getInt(1), deleted.encode());
          }
        }
      }
    }
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

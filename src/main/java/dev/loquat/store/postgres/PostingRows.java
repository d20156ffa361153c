package dev.loquat.store.postgres;

import dev.loquat.rank.PostingBundle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the postings of one segment as rows, some megabytes at a time. Terms come in rising order;
 * closing writes the rest. For one thread.
 */
final class PostingRows implements AutoCloseable {
  private static final int BATCH_ROWS = 4000;
  private static final int BATCH_BYTES = 4 << 20;

  /** Where rows belong. */
  record Place(int tenant, int collection, int segment) {}

  private final Connection connection;
  private final Place place;
  private final int bits;
  private final List<Long> keys = new ArrayList<>();
  private final List<byte[]> rows = new ArrayList<>();
  private final List<PostingBundle.Entry> sharing = new ArrayList<>();
  private int bytes;

  /**
   * Rows of a segment that is not there yet.
   *
   * @param bits how many first bits tell shared rows apart
   */
  PostingRows(Connection connection, Place place, int bits) {
    this.connection = connection;
    this.place = place;
    this.bits = bits;
  }

  void add(PostingBundle.Entry entry) throws SQLException {
    if (entry.list().length >= PostingKeys.LONG_LIST) {
      row(PostingKeys.own(entry.term()), List.of(entry));
      return;
    }
    if (!sharing.isEmpty() && key(sharing.getFirst()) != key(entry)) {
      endShared();
    }
    sharing.add(entry);
  }

  private long key(PostingBundle.Entry entry) {
    return PostingKeys.shared(entry.term(), bits);
  }

  private void endShared() throws SQLException {
    row(key(sharing.getFirst()), sharing);
    sharing.clear();
  }

  private void row(long key, List<PostingBundle.Entry> entries) throws SQLException {
    byte[] row = PostingBundle.encode(entries);
    keys.add(key);
    rows.add(row);
    bytes += row.length;
    if (rows.size() >= BATCH_ROWS || bytes >= BATCH_BYTES) {
      flush();
    }
  }

  private void flush() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO posting (tenant, collection, term, segment, data)"
                + " SELECT ?, ?, t, ?, d FROM unnest(?::bigint[], ?::bytea[]) AS u(t, d)")) {
      statement.setInt(1, place.tenant());
      statement.setInt(2, place.collection());
      statement.setInt(3, place.segment());
      statement.setArray(4, connection.createArrayOf("bigint", keys.toArray(new Long[0])));
      statement.setArray(5, connection.createArrayOf("bytea", rows.toArray(new byte[0][])));
      statement.executeUpdate();
    }
    keys.clear();
    rows.clear();
    bytes = 0;
  }

  @Override
  public void close() throws SQLException {
    if (!sharing.isEmpty()) {
      endShared();
    }
    if (!rows.isEmpty()) {
      flush();
    }
  }
}

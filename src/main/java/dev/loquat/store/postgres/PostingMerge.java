package dev.loquat.store.postgres;

import dev.loquat.rank.PostingBundle;
import dev.loquat.rank.PostingList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the postings of several segments as those of one. Large segments are merged by slices of
 * the terms, so that memory holds a sixteenth of the postings at a time.
 */
final class PostingMerge {
  /** A segment must not outgrow the memory of those who search it. */
  static final int MAX_DOCS = 16 << 20;

  private static final int SLICES = 16;
  private static final int FETCH = 500;

  private final Connection connection;
  private final Renumbering renumbering;
  private final int[] lengths;
  private final int slices;

  /**
   * A merge.
   *
   * @param atOnce more documents are merged by slices
   */
  PostingMerge(Connection connection, Renumbering renumbering, int atOnce) {
    this.slices = renumbering.lengths().length > atOnce ? SLICES : 1;
    this.connection = connection;
    this.renumbering = renumbering;
    this.lengths = renumbering.lengths();
  }

  private record Part(int segment, byte[] list) {}

  /**
   * Writes all rows.
   *
   * @param shared bytes of lists that shared rows before
   * @return how lists share rows now
   */
  SegmentRows.Sharing run(PostingRows.Place place, long shared) throws SQLException {
    long[] sharedNow = {0};
    int bits = Math.max(PostingKeys.bits(shared), Integer.numberOfTrailingZeros(slices));
    Map<Long, List<Part>> everywhere = new HashMap<>();
    if (slices > 1) {
      read(place, "term = 1", everywhere);
    }
    // By the sign of the terms first: rows are written in rising order of signed terms.
    for (int i = 0; i < slices; i++) {
      int slice = (i + slices / 2) % slices;
      Map<Long, List<Part>> terms = new HashMap<>();
      read(place, slices == 1 ? "true" : PostingKeys.slice(slice, slices), terms);
      take(everywhere, slice, terms);
      write(new PostingRows(connection, place, bits), terms, sharedNow);
    }
    return new SegmentRows.Sharing(sharedNow[0], bits);
  }

  private void take(Map<Long, List<Part>> from, int slice, Map<Long, List<Part>> into) {
    if (slices == 1) {
      return;
    }
    int bits = Integer.numberOfTrailingZeros(slices);
    from.entrySet()
        .removeIf(
            entry -> {
              boolean here = entry.getKey() >>> (64 - bits) == slice;
              if (here) {
                into.computeIfAbsent(entry.getKey(), term -> new ArrayList<>())
                    .addAll(entry.getValue());
              }
              return here;
            });
  }

  private void read(PostingRows.Place place, String which, Map<Long, List<Part>> out)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT p.segment, p.data FROM unnest(?::int[]) AS old(segment),"
                + " LATERAL (SELECT segment, data FROM posting WHERE tenant = ? AND collection = ?"
                + " AND segment = old.segment AND "
                + which
                + " OFFSET 0) AS p")) {
      statement.setFetchSize(FETCH);
      statement.setArray(1, connection.createArrayOf("int", renumbering.segments()));
      statement.setInt(2, place.tenant());
      statement.setInt(3, place.collection());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int segment = rows.getInt(1);
          PostingBundle.forEach(
              rows.getBytes(2),
              (term, list) ->
                  out.computeIfAbsent(term, t -> new ArrayList<>(2)).add(new Part(segment, list)));
        }
      }
    }
  }

  private void write(PostingRows out, Map<Long, List<Part>> terms, long[] sharedNow)
      throws SQLException {
    long[] order = terms.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    try (PostingRows rows = out) {
      for (long term : order) {
        byte[] list = merged(Objects.requireNonNull(terms.get(term)));
        if (list.length > 0) {
          rows.add(new PostingBundle.Entry(term, list));
          sharedNow[0] += list.length < PostingKeys.LONG_LIST ? list.length : 0;
        }
      }
    }
  }

  /** One list of several; empty if all its documents were deleted. */
  private byte[] merged(List<Part> parts) {
    List<PostingList> lists = parts.stream().map(p -> PostingList.decode(p.list(), 0)).toList();
    long[] packed = new long[lists.stream().mapToInt(PostingList::count).sum()];
    int[] n = {0};
    for (int i = 0; i < lists.size(); i++) {
      int[] to = renumbering.of(parts.get(i).segment());
      lists
          .get(i)
          .forEach(
              (doc, tf) -> {
                if (to[doc] >= 0) {
                  packed[n[0]++] = (long) to[doc] << 32 | tf;
                }
              });
    }
    Arrays.sort(packed, 0, n[0]); // runs that rise already are only joined
    int[] docs = new int[n[0]];
    int[] tfs = new int[n[0]];
    for (int i = 0; i < n[0]; i++) {
      docs[i] = (int) (packed[i] >>> 32);
      tfs[i] = (int) packed[i];
    }
    return n[0] == 0 ? new byte[0] : PostingList.encode(docs, tfs, n[0], lengths);
  }
}

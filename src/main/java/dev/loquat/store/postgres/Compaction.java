package dev.loquat.store.postgres;

import dev.loquat.rank.DocLengths;
import dev.loquat.rank.DocSet;
import dev.loquat.rank.PostingList;
import dev.loquat.rank.SegmentBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Merges segments, in the caller's transaction. Segments of about the same size are merged when
 * there are {@value #TIER} of them, and one of which a third is deleted is written anew. The new
 * rows are written before the collection is locked, so that other writers wait only for the
 * exchange; what they deleted meanwhile is deleted from the new segment as well.
 */
final class Compaction {
  private static final int TIER = 8;
  private static final int SMALLEST = 256;

  private final int tenant;
  private final String name;

  Compaction(int tenant, String name) {
    this.tenant = tenant;
    this.name = name;
  }

  private record Old(int id, PassageNumbers passages, DocLengths lengths, DocSet deleted) {
    int live() {
      return passages.count() - deleted.size();
    }
  }

  /** Merges once; false if there was nothing to merge or another merges just now. */
  boolean run(Connection connection, int collection) throws SQLException {
    if (!alone(connection, collection)) {
      return false;
    }
    List<Old> chosen = choose(sizes(connection, collection));
    if (chosen.isEmpty()) {
      return false;
    }
    merge(connection, collection, chosen);
    return true;
  }

  private boolean alone(Connection connection, int collection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?, ?)")) {
      statement.setInt(1, 0x10C0A7 + tenant);
      statement.setInt(2, collection);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private List<Old> sizes(Connection connection, int collection) throws SQLException {
    List<Old> out = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, passages, lengths, deleted FROM segment"
                + " WHERE tenant = ? AND collection = ? ORDER BY id")) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          out.add(
              new Old(
                  rows.getInt(1),
                  PassageNumbers.decode(rows.getBytes(2)),
                  DocLengths.decode(rows.getBytes(3)),
                  DocSet.decode(rows.getBytes(4))));
        }
      }
    }
    return out;
  }

  private static List<Old> choose(List<Old> segments) {
    Map<Integer, List<Old>> tiers = new TreeMap<>();
    for (Old segment : segments) {
      int tier = 0;
      for (long size = SMALLEST; size < segment.live(); size *= TIER) {
        tier++;
      }
      tiers.computeIfAbsent(tier, t -> new ArrayList<>()).add(segment);
    }
    Optional<List<Old>> full = tiers.values().stream().filter(t -> t.size() >= TIER).findFirst();
    return full.orElseGet(
        () ->
            segments.stream()
                .filter(s -> s.deleted().size() * 3 > s.passages().count())
                .limit(1)
                .toList());
  }

  private void merge(Connection connection, int collection, List<Old> old) throws SQLException {
    long[] passages =
        old.stream()
            .flatMapToLong(
                s ->
                    java.util.stream.IntStream.range(0, s.passages().count())
                        .filter(doc -> !s.deleted().contains(doc))
                        .mapToLong(s.passages()::of))
            .sorted()
            .toArray();
    PassageNumbers numbers = PassageNumbers.of(passages);
    SegmentBuilder builder = new SegmentBuilder();
    int[] lengths = new int[passages.length];
    Map<Integer, int[]> renumbering = new HashMap<>();
    for (Old segment : old) {
      int[] to = new int[segment.passages().count()];
      Arrays.setAll(
          to,
          doc -> segment.deleted().contains(doc) ? -1 : numbers.find(segment.passages().of(doc)));
      for (int doc = 0; doc < to.length; doc++) {
        if (to[doc] >= 0) {
          lengths[to[doc]] = segment.lengths().of(doc);
        }
      }
      renumbering.put(segment.id(), to);
    }
    Arrays.stream(lengths).forEach(builder::start);
    copyPostings(connection, collection, renumbering, builder);
    exchange(connection, old, builder, numbers);
  }

  /**
   * Terms come in order of segments, whose passages may interleave: sorted before they are added.
   */
  private void copyPostings(
      Connection connection, int collection, Map<Integer, int[]> renumbering, SegmentBuilder out)
      throws SQLException {
    Map<Long, List<long[]>> byTerm = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT term, segment, data FROM posting"
                + " WHERE tenant = ? AND collection = ? AND segment = ANY (?)")) {
      statement.setFetchSize(5000);
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      statement.setArray(3, connection.createArrayOf("int", renumbering.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int[] to = java.util.Objects.requireNonNull(renumbering.get(rows.getInt(2)));
          List<long[]> postings =
              byTerm.computeIfAbsent(rows.getLong(1), term -> new ArrayList<>());
          PostingList list = PostingList.decode(rows.getBytes(3), 0);
          long[] packed = new long[list.count()];
          int[] n = {0};
          list.forEach(
              (doc, tf) -> {
                if (to[doc] >= 0) {
                  packed[n[0]++] = (long) to[doc] << 32 | tf;
                }
              });
          postings.add(Arrays.copyOf(packed, n[0]));
        }
      }
    }
    byTerm.forEach(
        (term, parts) ->
            parts.stream()
                .flatMapToLong(Arrays::stream)
                .sorted()
                .forEach(p -> out.posting(term, (int) (p >>> 32), (int) p)));
  }

  private void exchange(
      Connection connection, List<Old> old, SegmentBuilder builder, PassageNumbers numbers)
      throws SQLException {
    LockedCollection locked = LockedCollection.lock(connection, tenant, name);
    Object[] ids = old.stream().map(Old::id).toArray();
    List<Long> deletedMeanwhile = new ArrayList<>();
    Map<Integer, Old> byId = new HashMap<>();
    old.forEach(segment -> byId.put(segment.id(), segment));
    for (Old now : sizes(connection, locked.id())) {
      Old before = byId.get(now.id());
      if (before != null) {
        now.deleted()
            .forEach(
                doc -> {
                  if (!before.deleted().contains(doc)) {
                    deletedMeanwhile.add(now.passages().of(doc));
                  }
                });
      }
    }
    for (String table : List.of("posting WHERE segment", "segment WHERE id")) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "DELETE FROM " + table + " = ANY (?) AND tenant = ? AND collection = ?")) {
        statement.setArray(1, connection.createArrayOf("int", ids));
        statement.setInt(2, tenant);
        statement.setInt(3, locked.id());
        statement.executeUpdate();
      }
    }
    SegmentRows rows = new SegmentRows(tenant, locked.id());
    if (numbers.count() > 0) {
      rows.insert(connection, locked.nextSegment(), builder, numbers);
    }
    rows.markDeleted(connection, deletedMeanwhile);
    locked.grow(connection, 0, 0);
  }
}

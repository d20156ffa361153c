package dev.loquat.store.postgres;

import dev.loquat.rank.DocLengths;
import dev.loquat.rank.DocSet;
import dev.loquat.rank.PostingList;
import dev.loquat.store.StoreUnavailableException;
import dev.loquat.store.UnknownCollectionException;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a {@link Snapshot}: one statement, so one state, gives the live segments, what is deleted
 * of them, and the rows of the query's terms. What never changes comes from caches: a term's rows,
 * where they cover all live segments, and the segments' lengths and passages.
 */
final class SnapshotReader {
  private static final int ATTEMPTS = 5;
  private static final String SNAPSHOT =
      """
      WITH c AS (SELECT tenant, id FROM collection WHERE tenant = ? AND name = ?)
      SELECT 0, id, NULL::bigint, NULL::bytea FROM c
      UNION ALL
      SELECT 1, s.id, NULL, s.deleted FROM segment s
       WHERE s.tenant = (SELECT tenant FROM c) AND s.collection = (SELECT id FROM c)
      UNION ALL
      SELECT 2, p.segment, p.term, p.data FROM posting p
       WHERE p.tenant = (SELECT tenant FROM c) AND p.collection = (SELECT id FROM c)
         AND p.term = ANY (?)
      """;
  private static final String SEGMENTS =
      "SELECT id, lengths, passages FROM segment WHERE tenant = ? AND collection = ? AND id = ANY (?)";

  private final int tenant;
  private final SegmentCache segments;
  private final PostingCache postings;
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  SnapshotReader(int tenant, SegmentCache segments, PostingCache postings) {
    this.tenant = tenant;
    this.segments = segments;
    this.postings = postings;
  }

  private static final class Raw {
    private int collection = -1;
    private final Map<Integer, DocSet> deleted = new TreeMap<>();
    private final Map<Long, Map<Integer, PostingList>> lists = new HashMap<>();
    private final Map<Long, Long> bytes = new HashMap<>();
  }

  Snapshot read(Connection connection, String collection, long[] terms) throws SQLException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int expected = ids.getOrDefault(collection, -1);
      Map<Long, PostingCache.Entry> cached = cached(expected, terms);
      long[] wanted = Arrays.stream(terms).filter(term -> !cached.containsKey(term)).toArray();
      Raw raw = fetch(connection, collection, wanted);
      if (!cached.isEmpty() && (raw.collection != expected || !use(raw, cached))) {
        raw = fetch(connection, collection, terms);
        wanted = terms;
      }
      remember(collection, raw, wanted);
      Optional<Snapshot> complete = complete(connection, raw, terms);
      if (complete.isPresent()) {
        return complete.get();
      }
      // A segment was merged away between two statements: the next state has another one.
    }
    throw new StoreUnavailableException(
        "the segments of \"" + collection + "\" change faster than they can be read");
  }

  private Map<Long, PostingCache.Entry> cached(int collection, long[] terms) {
    Map<Long, PostingCache.Entry> out = new HashMap<>();
    for (long term : terms) {
      postings.get(collection, term).ifPresent(entry -> out.put(term, entry));
    }
    return out;
  }

  /** Takes over what is cached, if it knows all live segments. */
  private boolean use(Raw raw, Map<Long, PostingCache.Entry> cached) {
    for (Map.Entry<Long, PostingCache.Entry> term : cached.entrySet()) {
      PostingCache.Entry entry = term.getValue();
      if (!entry.segments().containsAll(raw.deleted.keySet())) {
        return false;
      }
      raw.lists.put(term.getKey(), entry.lists());
    }
    return true;
  }

  private void remember(String collection, Raw raw, long[] read) {
    ids.put(collection, raw.collection);
    Set<Integer> live = Set.copyOf(raw.deleted.keySet());
    for (long term : read) {
      Map<Integer, PostingList> lists = raw.lists.getOrDefault(term, Map.of());
      long bytes = raw.bytes.getOrDefault(term, 0L);
      postings.put(raw.collection, term, new PostingCache.Entry(live, lists, bytes));
    }
  }

  private Raw fetch(Connection connection, String collection, long[] terms) throws SQLException {
    Raw raw = new Raw();
    try (PreparedStatement statement = connection.prepareStatement(SNAPSHOT)) {
      statement.setInt(1, tenant);
      statement.setString(2, collection);
      statement.setArray(3, connection.createArrayOf("bigint", boxed(terms)));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int id = rows.getInt(2);
          switch (rows.getInt(1)) {
            case 0 -> raw.collection = id;
            case 1 -> raw.deleted.put(id, DocSet.decode(rows.getBytes(4)));
            default -> {
              byte[] data = rows.getBytes(4);
              raw.bytes.merge(rows.getLong(3), (long) data.length + 32, Long::sum);
              raw.lists
                  .computeIfAbsent(rows.getLong(3), term -> new HashMap<>())
                  .put(id, PostingList.decode(data, 0));
            }
          }
        }
      }
    }
    if (raw.collection < 0) {
      ids.remove(collection);
      throw new UnknownCollectionException(collection);
    }
    return raw;
  }

  private Optional<Snapshot> complete(Connection connection, Raw raw, long[] terms)
      throws SQLException {
    Map<Integer, SegmentCache.Data> data = new HashMap<>();
    List<Integer> missing = new ArrayList<>();
    for (int id : raw.deleted.keySet()) {
      segments
          .get(new SegmentCache.Key(raw.collection, id))
          .ifPresentOrElse(known -> data.put(id, known), () -> missing.add(id));
    }
    if (!missing.isEmpty()) {
      load(connection, raw.collection, missing, data);
    }
    if (data.size() < raw.deleted.size()) {
      return Optional.empty();
    }
    List<Snapshot.Segment> live = new ArrayList<>();
    raw.deleted.forEach(
        (id, deleted) -> {
          List<PostingList> byTerm =
              Arrays.stream(terms)
                  .mapToObj(
                      term ->
                          raw.lists
                              .getOrDefault(term, Map.of())
                              .getOrDefault(id, PostingList.EMPTY))
                  .toList();
          live.add(
              new Snapshot.Segment(
                  id, deleted, byTerm, java.util.Objects.requireNonNull(data.get(id))));
        });
    return Optional.of(new Snapshot(raw.collection, live));
  }

  private void load(
      Connection connection,
      int collection,
      List<Integer> ids,
      Map<Integer, SegmentCache.Data> data)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SEGMENTS)) {
      statement.setInt(1, tenant);
      statement.setInt(2, collection);
      statement.setArray(3, connection.createArrayOf("int", ids.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          SegmentCache.Data loaded =
              new SegmentCache.Data(
                  DocLengths.decode(rows.getBytes(2)), PassageNumbers.decode(rows.getBytes(3)));
          data.put(rows.getInt(1), loaded);
          segments.put(new SegmentCache.Key(collection, rows.getInt(1)), loaded);
        }
      }
    }
  }

  static Object[] boxed(long[] numbers) {
    return Arrays.stream(numbers).boxed().toArray();
  }
}

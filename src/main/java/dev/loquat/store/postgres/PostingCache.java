package dev.loquat.store.postgres;

import dev.loquat.rank.PostingList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Postings of the terms that were asked last, bounded by their bytes. Rows never change, so what is
 * known of a segment stays true. Safe from any thread.
 */
final class PostingCache {
  private static final int OVERHEAD = 128;

  private record Key(int collection, long term) {}

  /**
   * A term in some segments; in those of them without a list it is not. Immutable.
   *
   * @param bytes by segment, of the lists
   */
  record Entry(
      Set<Integer> segments, Map<Integer, PostingList> lists, Map<Integer, Integer> bytes) {

    /** What is known by both, of the segments that still live. */
    Entry with(Entry newer, Set<Integer> live) {
      Set<Integer> known = new HashSet<>(segments);
      known.addAll(newer.segments);
      known.retainAll(live);
      Map<Integer, PostingList> all = new HashMap<>(lists);
      all.putAll(newer.lists);
      all.keySet().retainAll(live);
      Map<Integer, Integer> sizes = new HashMap<>(bytes);
      sizes.putAll(newer.bytes);
      sizes.keySet().retainAll(live);
      return new Entry(known, all, sizes);
    }

    private long size() {
      long sum = OVERHEAD + 16L * segments.size();
      for (int one : bytes.values()) {
        sum += one + OVERHEAD;
      }
      return sum;
    }
  }

  private record Kept(Entry entry, long size) {}

  private final long maxBytes;
  private final Map<Key, Kept> known = new LinkedHashMap<>(256, 0.75f, true);
  private long bytes;

  PostingCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized Optional<Entry> get(int collection, long term) {
    return Optional.ofNullable(known.get(new Key(collection, term))).map(Kept::entry);
  }

  synchronized void put(int collection, long term, Entry entry) {
    long size = entry.size();
    if (size > maxBytes / 4) {
      return;
    }
    Kept before = known.put(new Key(collection, term), new Kept(entry, size));
    bytes += size - (before == null ? 0 : before.size());
    var oldest = known.entrySet().iterator();
    while (bytes > maxBytes && known.size() > 1) {
      bytes -= oldest.next().getValue().size();
      oldest.remove();
    }
  }
}

package dev.loquat.store.postgres;

import dev.loquat.rank.PostingList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Postings of the terms that were asked last, bounded by their bytes. Rows never change, so what is
 * known of a segment stays true; a term is only of use while all live segments are known of it.
 * Safe from any thread.
 */
final class PostingCache {
  private static final int OVERHEAD = 128;

  private record Key(int collection, long term) {}

  /** A term in all segments that were live when it was read; in those without a list it is not. */
  record Entry(Set<Integer> segments, Map<Integer, PostingList> lists, long bytes) {}

  private final long maxBytes;
  private final Map<Key, Entry> known = new LinkedHashMap<>(256, 0.75f, true);
  private long bytes;

  PostingCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized Optional<Entry> get(int collection, long term) {
    return Optional.ofNullable(known.get(new Key(collection, term)));
  }

  synchronized void put(int collection, long term, Entry entry) {
    long size = entry.bytes() + OVERHEAD;
    if (size > maxBytes / 4) {
      return;
    }
    Entry before = known.put(new Key(collection, term), entry);
    bytes += size - (before == null ? 0 : before.bytes() + OVERHEAD);
    var oldest = known.entrySet().iterator();
    while (bytes > maxBytes && known.size() > 1) {
      bytes -= oldest.next().getValue().bytes() + OVERHEAD;
      oldest.remove();
    }
  }
}

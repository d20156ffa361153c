package dev.loquat.store.postgres;

import dev.loquat.rank.DocLengths;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What never changes of segments, bounded by number of documents, the least recently used go first.
 * Safe from any thread.
 */
final class SegmentCache {

  /** Segments are numbered once in the life of a database. */
  record Key(int collection, int segment) {}

  /** Lengths and passages of a segment's documents. */
  record Data(DocLengths lengths, PassageNumbers passages) {}

  private final long maxDocs;
  private final Map<Key, Data> known = new LinkedHashMap<>(64, 0.75f, true);
  private long docs;

  SegmentCache(long maxDocs) {
    this.maxDocs = maxDocs;
  }

  synchronized Optional<Data> get(Key key) {
    return Optional.ofNullable(known.get(key));
  }

  synchronized void put(Key key, Data data) {
    if (known.put(key, data) == null) {
      docs += data.lengths().docs();
    }
    var oldest = known.entrySet().iterator();
    while (docs > maxDocs && known.size() > 1) {
      docs -= oldest.next().getValue().lengths().docs();
      oldest.remove();
    }
  }
}

package dev.loquat.ingest;

import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.WritableStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Compacts collections after writes, one at a time, on a thread of its own. A collection that waits
 * already waits once. What fails is logged and done again after the next write. Safe from any
 * thread.
 */
final class BackgroundCompaction {
  private static final Logger LOG = System.getLogger(BackgroundCompaction.class.getName());

  private final WritableStore store;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("loquat-compact").factory());

  BackgroundCompaction(WritableStore store) {
    this.store = store;
  }

  void written(String collection) {
    if (waiting.add(collection)) {
      thread.execute(() -> compact(collection));
    }
  }

  private void compact(String collection) {
    waiting.remove(collection);
    try {
      store.compact(collection);
    } catch (UnknownCollectionException e) {
      LOG.log(Level.DEBUG, "gone before it was compacted: {0}", collection);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "cannot compact " + collection, e);
    }
  }
}

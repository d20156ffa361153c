package dev.loquat.ingest;

import dev.loquat.store.Tenant;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.WritableStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
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
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("loquat-compact").factory());

  BackgroundCompaction(WritableStore store) {
    this.store = store;
  }

  void written(String collection) {
    Waiting one = new Waiting(Tenant.current(), collection);
    if (waiting.add(one)) {
      thread.execute(() -> compact(one));
    }
  }

  private record Waiting(Optional<Integer> tenant, String collection) {}

  private void compact(Waiting one) {
    waiting.remove(one);
    Tenant.run(one.tenant(), () -> compact(one.collection()));
  }

  private void compact(String collection) {
    try {
      store.compact(collection);
    } catch (UnknownCollectionException e) {
      LOG.log(Level.DEBUG, "gone before it was compacted: {0}", collection);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "cannot compact " + collection, e);
    }
  }
}

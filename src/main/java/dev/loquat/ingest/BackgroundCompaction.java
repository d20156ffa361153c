package dev.loquat.ingest;

import dev.loquat.store.Tenant;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.WritableStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Compacts collections after writes, one at a time, on a thread of its own. Settles those that
 * nobody has written to for {@value #REST_SECONDS} s on another, also one at a time: a large one
 * takes long, and nothing else is to wait for it. A collection that waits already waits once. What
 * fails is logged and done again after the next write. Safe from any thread.
 */
final class BackgroundCompaction {
  private static final Logger LOG = System.getLogger(BackgroundCompaction.class.getName());

  private static final int REST_SECONDS = 30;

  private final WritableStore store;
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final Map<Waiting, Future<?>> resting = new HashMap<>(); // only for the compacting thread
  private final ScheduledExecutorService compacting;
  private final Executor settling;

  BackgroundCompaction(WritableStore store) {
    this(
        store,
        Executors.newSingleThreadScheduledExecutor(threads("loquat-compact")),
        Executors.newSingleThreadExecutor(threads("loquat-settle")));
  }

  /**
   * With other threads.
   *
   * @param compacting one thread
   */
  BackgroundCompaction(
      WritableStore store, ScheduledExecutorService compacting, Executor settling) {
    this.store = store;
    this.compacting = compacting;
    this.settling = settling;
  }

  /** Not virtual ones: merging would keep a processor from those that answer. */
  private static ThreadFactory threads(String name) {
    return Thread.ofPlatform().daemon().name(name).factory();
  }

  void written(String collection) {
    Waiting one = new Waiting(Tenant.current(), collection);
    if (waiting.add(one)) {
      compacting.execute(() -> compact(one));
    }
  }

  private record Waiting(Optional<Integer> tenant, String collection) {}

  private void compact(Waiting one) {
    waiting.remove(one);
    run(one, store::compact);
    Future<?> rest = compacting.schedule(() -> settle(one), REST_SECONDS, TimeUnit.SECONDS);
    Optional.ofNullable(resting.put(one, rest)).ifPresent(before -> before.cancel(false));
  }

  private void settle(Waiting one) {
    resting.remove(one);
    settling.execute(() -> run(one, store::settle));
  }

  private static void run(Waiting one, Consumer<String> merge) {
    try {
      Tenant.run(one.tenant(), () -> merge.accept(one.collection()));
    } catch (UnknownCollectionException e) {
      LOG.log(Level.DEBUG, "gone before it was compacted: {0}", one.collection());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "cannot compact " + one.collection(), e);
    }
  }
}

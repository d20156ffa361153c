package dev.loquat.ingest;

import dev.loquat.store.CollectionInfo;
import dev.loquat.store.Embedding;
import dev.loquat.store.Tenant;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.VectorMaker;
import dev.loquat.store.WritableStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Makes the vectors of collections that shall have other embedding models, at the caller's thread
 * or on one of its own. What was made stays made, whoever ends; a collection whose change is not
 * over is searched by its old vectors. Safe from any thread.
 */
public final class Reembedding implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Reembedding.class.getName());
  private static final int AT_ONCE = 128;
  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(100);

  private final WritableStore store;
  private final Indexer indexer;
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("loquat-reembed").factory());

  public Reembedding(WritableStore store, Indexer indexer) {
    this.store = store;
    this.indexer = indexer;
  }

  /**
   * Goes on with the change of a collection.
   *
   * @return whether there is nothing left to do; false if the time is up, or another process is at
   *     it
   * @throws UnknownCollectionException if there is none of that name
   * @throws dev.loquat.embed.EmbeddingUnavailableException if a model does not answer
   * @throws dev.loquat.embed.UnknownModelException if this process does not know a model
   */
  public boolean run(String collection, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    VectorMaker maker = (models, passages) -> indexer.withModels(models).missing(passages);
    while (true) {
      switch (store.reembed(collection, AT_ONCE, maker)) {
        case NOTHING -> {
          return true;
        }
        case BUSY -> {
          return false;
        }
        case MORE -> {
          if (System.nanoTime() - end > 0) {
            return false;
          }
        }
      }
    }
  }

  /** Goes on in the background. */
  public void soon(String collection) {
    Waiting one = new Waiting(Tenant.current(), collection);
    if (waiting.add(one)) {
      thread.execute(() -> runAll(one));
    }
  }

  /**
   * Looks now and then for changes that nobody goes on with, as their process ended.
   *
   * @param tenants whose collections; empty where the store has one tenant
   */
  public void watch(Duration every, List<Integer> tenants) {
    thread.scheduleWithFixedDelay(() -> look(tenants), 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(List<Integer> tenants) {
    tenants.forEach(tenant -> Tenant.run(Optional.of(tenant), this::look));
    if (tenants.isEmpty()) {
      look();
    }
  }

  private void look() {
    try {
      store.collections().stream()
          .filter(Reembedding::isUnfinished)
          .map(CollectionInfo::name)
          .forEach(this::soon);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "cannot look for collections to embed anew", e);
    }
  }

  private static boolean isUnfinished(CollectionInfo collection) {
    return collection
        .embedding()
        .filter(embedding -> isUnfinished(embedding, collection.models().keySet()))
        .isPresent();
  }

  private static boolean isUnfinished(Embedding embedding, Set<String> there) {
    return embedding.change().isPresent() || !embedding.models().containsAll(there);
  }

  private record Waiting(Optional<Integer> tenant, String collection) {}

  private void runAll(Waiting one) {
    waiting.remove(one);
    Tenant.run(one.tenant(), () -> runAll(one.collection()));
  }

  private void runAll(String collection) {
    try {
      run(collection, AS_LONG_AS_IT_TAKES);
    } catch (UnknownCollectionException e) {
      LOG.log(Level.DEBUG, "gone before it was embedded anew: {0}", collection);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "cannot embed " + collection + " anew, for now", e);
    }
  }

  /** Ends the background work; what is unfinished goes on elsewhere, or after the next start. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}

package dev.loquat.retrieve;

import dev.loquat.store.Hit;
import dev.loquat.store.StoreException;
import dev.loquat.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One path of a search on a virtual thread of its own. Awaited by one thread. */
final class Leg {
  /** A path that is not wanted: no hits, no time, no failure. */
  static final Leg NONE = new Leg(new FutureTask<>(List::of));

  private final FutureTask<List<Hit>> task;
  private List<Hit> hits = List.of();
  private @Nullable Throwable failure;
  private volatile double millis;

  private Leg(FutureTask<List<Hit>> task) {
    this.task = task;
  }

  static Leg start(Callable<List<Hit>> search) {
    long start = System.nanoTime();
    Leg[] self = new Leg[1];
    FutureTask<List<Hit>> task =
        new FutureTask<>(
            () -> {
              List<Hit> found = search.call();
              self[0].millis = millisSince(start);
              return found;
            });
    self[0] = new Leg(task);
    Thread.ofVirtual().name("loquat-leg").start(task);
    return self[0];
  }

  /**
   * Waits for both, each until the deadline; one that is late is interrupted.
   *
   * @throws StoreException if none answered
   * @throws CancellationException if the waiting thread is interrupted; both paths then are
   */
  static void await(Leg one, Leg other, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    try {
      one.await(end, deadline);
      other.await(end, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("interrupted while searching").initCause(e);
    } finally {
      one.cancel();
      other.cancel();
    }
    boolean answered =
        (one != NONE && one.failure == null) || (other != NONE && other.failure == null);
    Throwable failure = one.failure != null ? one.failure : other.failure;
    if (!answered && failure != null) {
      throw failure instanceof StoreException known
          ? known
          : new StoreUnavailableException("the search failed: " + failure, failure);
    }
  }

  private void await(long end, Duration deadline) throws InterruptedException {
    if (this == NONE) {
      return;
    }
    try {
      hits = task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      failure = e.getCause();
    } catch (TimeoutException e) {
      failure = new StoreUnavailableException("no answer within " + deadline, e);
      millis = deadline.toNanos() / 1e6;
    }
  }

  private void cancel() {
    if (this != NONE) {
      task.cancel(true);
    }
  }

  List<Hit> hits() {
    return hits;
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  double millis() {
    return millis;
  }

  static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}

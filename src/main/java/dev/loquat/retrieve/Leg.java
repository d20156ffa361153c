package dev.loquat.retrieve;

import dev.loquat.store.StoreUnavailableException;
import dev.loquat.store.Tenant;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A part of a search on a virtual thread of its own. Awaited by one thread. */
final class Leg<T> {
  private final FutureTask<T> task;
  private final boolean wanted;
  private T answer;
  private @Nullable Throwable failure;
  private volatile double millis;

  private Leg(boolean wanted, T nothing, Callable<T> search) {
    this.wanted = wanted;
    this.answer = nothing;
    long start = System.nanoTime();
    Callable<T> kept = Tenant.keep(search);
    this.task =
        new FutureTask<>(
            () -> {
              T found = kept.call();
              millis = millisSince(start);
              return found;
            });
  }

  /**
   * Starts a search if it is wanted.
   *
   * @param nothing the answer of one that is not wanted, or failed
   */
  static <T> Leg<T> start(boolean wanted, T nothing, Callable<T> search) {
    Leg<T> leg = new Leg<>(wanted, nothing, search);
    if (wanted) {
      Thread.ofVirtual().name("loquat-leg").start(leg.task);
    }
    return leg;
  }

  /**
   * Waits for all until the deadline; what is late is interrupted.
   *
   * @throws CancellationException if the waiting thread is interrupted; all searches then are
   */
  static void await(Duration deadline, Leg<?>... legs) {
    long end = System.nanoTime() + deadline.toNanos();
    try {
      for (Leg<?> leg : legs) {
        leg.await(end, deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("interrupted while searching").initCause(e);
    } finally {
      for (Leg<?> leg : legs) {
        leg.task.cancel(true);
      }
    }
  }

  private void await(long end, Duration deadline) throws InterruptedException {
    if (!wanted) {
      return;
    }
    try {
      answer = task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      failure = e.getCause();
    } catch (TimeoutException e) {
      failure = new StoreUnavailableException("no answer within " + deadline, e);
      millis = deadline.toNanos() / 1e6;
    }
  }

  T answer() {
    return answer;
  }

  /** Whether it was wanted and did not fail. */
  boolean answered() {
    return wanted && failure == null;
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

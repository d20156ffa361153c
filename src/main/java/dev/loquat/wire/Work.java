package dev.loquat.wire;

import dev.loquat.store.Tenant;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Blocking work of one request: on a thread of its own inside the span that was current,
 * interrupted when nobody waits for it any more.
 */
public final class Work {
  private final ExecutorService executor;
  private final Duration longest;

  /**
   * Work on an executor.
   *
   * @param executor one that starts a virtual thread a task
   * @param longest after which work is interrupted and its request fails with 504
   */
  public Work(ExecutorService executor, Duration longest) {
    this.executor = executor;
    this.longest = longest;
  }

  /** The same with another deadline. */
  public Work within(Duration other) {
    return new Work(executor, other);
  }

  /** Runs {@code work} when subscribed to; cancelling interrupts it. */
  public <T> Uni<T> on(Supplier<T> work) {
    return limit(started(work));
  }

  private <T> Uni<T> started(Supplier<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Runnable task =
                  () -> {
                    try {
                      emitter.complete(work.get());
                    } catch (RuntimeException | Error e) {
                      emitter.fail(e);
                    }
                  };
              Future<?> running = executor.submit(Context.current().wrap(Tenant.keep(task)));
              emitter.onTermination(() -> running.cancel(true));
            });
  }

  /** The same work, which fails with 504 and is cancelled when it takes too long. */
  public <T> Uni<T> limit(Uni<T> work) {
    return work.ifNoItem()
        .after(longest)
        .failWith(
            () ->
                new ProblemException(
                    Problem.Kind.DEADLINE, "not done within " + longest.toMillis() + " ms"));
  }
}

package dev.loquat.wiring;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads of this service beside the event loops: a virtual one for each task, and one that
 * keeps time.
 */
@Singleton
final class Threads {
  private final ExecutorService tasks =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("loquat-", 0).factory());
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("loquat-timer").factory());

  ExecutorService tasks() {
    return tasks;
  }

  /** For short work only: whatever blocks belongs to {@link #tasks()}. */
  ScheduledExecutorService timer() {
    return timer;
  }

  @PreDestroy
  void end() {
    timer.shutdownNow();
    tasks.shutdownNow();
  }
}

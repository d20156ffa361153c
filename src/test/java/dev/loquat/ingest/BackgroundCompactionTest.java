package dev.loquat.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.StoreUnavailableException;
import dev.loquat.store.WritableStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a timer that goes off when the test says so. */
class BackgroundCompactionTest {
  private final List<String> asked = new ArrayList<>();
  private final Timer timer = new Timer();
  private final List<Runnable> settling = new ArrayList<>();
  private boolean away;

  private final BackgroundCompaction compaction =
      new BackgroundCompaction(
          (WritableStore)
              Proxy.newProxyInstance(
                  WritableStore.class.getClassLoader(),
                  new Class<?>[] {WritableStore.class},
                  (proxy, method, arguments) -> {
                    asked.add(method.getName() + " " + arguments[0]);
                    if (away) {
                      throw new StoreUnavailableException("away");
                    }
                    return null;
                  }),
          timer,
          settling::add);

  /** Does at once what is to be done at once, and keeps what is to be done later. */
  private static final class Timer extends ScheduledThreadPoolExecutor {
    final List<RunnableScheduledFuture<?>> later = new ArrayList<>();
    Duration delay = Duration.ZERO;

    Timer() {
      super(0);
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long after, TimeUnit unit) {
      delay = Duration.of(after, unit.toChronoUnit());
      ScheduledFuture<?> future = super.schedule(task, after, unit);
      later.add((RunnableScheduledFuture<?>) future);
      return future;
    }
  }

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @Test
  void settlesACollectionThirtySecondsAfterItsWrite() {
    compaction.written("a");
    assertThat(asked).containsExactly("compact a");
    assertThat(timer.delay).isEqualTo(Duration.ofSeconds(30));
    timer.later.getFirst().run();
    settling.forEach(Runnable::run);
    assertThat(asked).containsExactly("compact a", "settle a");
  }

  @Test
  void everyWriteBeginsTheRestAnewOfItsOwnCollection() {
    compaction.written("a");
    compaction.written("b");
    compaction.written("a");
    assertThat(timer.later.stream().map(f -> f.isCancelled())).containsExactly(true, false, false);
  }

  @Test
  void othersAreCompactedWhileOneIsSettled() {
    compaction.written("a");
    timer.later.getFirst().run();
    compaction.written("b");
    assertThat(asked).containsExactly("compact a", "compact b");
    assertThat(settling).hasSize(1);
  }

  @Test
  void whatFailsIsDoneAgainAfterTheNextWrite() {
    away = true;
    compaction.written("a");
    timer.later.getFirst().run();
    settling.forEach(Runnable::run);
    compaction.written("a");
    assertThat(asked).containsExactly("compact a", "settle a", "compact a");
    assertThat(timer.later).hasSize(2);
  }
}

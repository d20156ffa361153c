package dev.loquat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkTest {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void everyThreadEnds() {
    executor.close();
  }

  @Test
  void givesWhatTheWorkGives() {
    Work work = new Work(executor, Duration.ofSeconds(5));
    assertThat(work.on(() -> 42).await().atMost(Duration.ofSeconds(5))).isEqualTo(42);
  }

  @Test
  void interruptsWorkThatIsCancelled() throws InterruptedException {
    Endless endless = new Endless();
    var running =
        new Work(executor, Duration.ofSeconds(60)).on(endless::run).subscribe().with(item -> {});
    endless.started.await();
    running.cancel();
    assertThat(endless.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void endsWorkAtItsDeadlineWith504() throws InterruptedException {
    Endless endless = new Endless();
    Work work = new Work(executor, Duration.ofMillis(20));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> work.on(endless::run).await().atMost(Duration.ofSeconds(5)))
        .matches(e -> e.problem().getStatus() == 504);
    assertThat(endless.interrupted.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void doesNothingBeforeTheSubscription() {
    AtomicBoolean ran = new AtomicBoolean();
    var unused = new Work(executor, Duration.ofSeconds(5)).on(() -> ran.getAndSet(true));
    assertThat(ran).isFalse();
  }

  private static final class Endless {
    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);

    int run() {
      started.countDown();
      try {
        new CountDownLatch(1).await();
        return 0;
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }
}

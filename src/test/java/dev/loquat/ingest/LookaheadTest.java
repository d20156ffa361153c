package dev.loquat.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookaheadTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 200).boxed().toList();

  @Test
  void givesResultsInTheOrderOfTheirInputs() {
    List<Integer> out = new ArrayList<>();
    try (Lookahead<Integer> ahead = new Lookahead<>(NUMBERS, n -> n * n)) {
      ahead.forEachRemaining(out::add);
    }
    assertThat(out).isEqualTo(NUMBERS.stream().map(n -> n * n).toList());
  }

  @Test
  void anExceptionComesInPlaceOfItsResultAndTheNextOnesAreThere() {
    try (Lookahead<Integer> ahead = new Lookahead<>(List.of(0, 1), n -> 1 / n)) {
      assertThatThrownBy(ahead::next).isInstanceOf(ArithmeticException.class);
      assertThat(ahead.next()).isEqualTo(1);
      assertThat(ahead.hasNext()).isFalse();
    }
  }

  @Test
  void whoAsksDoesNotWaitForABusyPool() {
    CountDownLatch over = new CountDownLatch(1);
    List<Runnable> busy = new ArrayList<>();
    for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
      busy.add(() -> await(over));
    }
    busy.forEach(ForkJoinPool.commonPool()::execute);
    try (Lookahead<Integer> ahead = new Lookahead<>(NUMBERS, n -> n)) {
      ahead.forEachRemaining(n -> {});
      assertThat(over.getCount()).isEqualTo(1);
    } finally {
      over.countDown();
    }
  }

  @Test
  void nothingIsBegunAfterItIsClosed() {
    CountDownLatch over = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    try (Lookahead<Integer> ahead = new Lookahead<>(NUMBERS, n -> begin(begun, over))) {
      assertThat(ahead.hasNext()).isTrue();
    }
    over.countDown();
    assertThat(ForkJoinPool.commonPool().awaitQuiescence(10, TimeUnit.SECONDS)).isTrue();
    assertThat(begun.get()).isLessThanOrEqualTo(ForkJoinPool.getCommonPoolParallelism());
  }

  @Test
  void anInterruptEndsTheWaiting() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    try (Lookahead<Integer> ahead = new Lookahead<>(List.of(0), n -> begin(begun, over))) {
      while (begun.get() == 0) {
        Thread.sleep(1);
      }
      Thread.currentThread().interrupt();
      assertThatThrownBy(ahead::next).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      over.countDown();
    }
  }

  private static int begin(AtomicInteger begun, CountDownLatch over) {
    begun.incrementAndGet();
    await(over);
    return 0;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

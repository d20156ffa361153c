package dev.loquat.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerLogTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AnswerLog log = new AnswerLog(timer, Duration.ofMinutes(1), 2);
  private final AtomicReference<MultiEmitter<? super LoggedEvent>> writer = new AtomicReference<>();

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @Test
  void replaysWhatWasAndFollowsWhatComes() throws Exception {
    String id = open();
    write(0, 1);
    CompletableFuture<List<Long>> fromStart = ids(id, -1);
    CompletableFuture<List<Long>> fromOne = ids(id, 0);
    write(2, 3);
    writer.get().complete();
    assertThat(fromStart.get()).containsExactly(0L, 1L, 2L, 3L);
    assertThat(fromOne.get()).containsExactly(1L, 2L, 3L);
    assertThat(ids(id, 2).get()).containsExactly(3L);
  }

  @Test
  void writesOnWhenAReaderLeaves() throws Exception {
    String id = open();
    var reader = log.follow(id, -1).subscribe().with(event -> {});
    reader.cancel();
    write(0, 1);
    writer.get().complete();
    assertThat(ids(id, -1).get()).containsExactly(0L, 1L);
  }

  @Test
  void tellsEveryReaderOfAFailure() {
    String id = open();
    CompletableFuture<List<Long>> before = ids(id, -1);
    writer.get().fail(new IllegalStateException("broken"));
    assertThat(before).isCompletedExceptionally();
    assertThat(ids(id, -1)).isCompletedExceptionally();
  }

  @Test
  void cancellingEndsTheWriterAndForgetsTheAnswer() {
    AtomicBoolean ended = new AtomicBoolean();
    String id = log.open(events().onCancellation().invoke(() -> ended.set(true)));
    log.cancel(id);
    assertThat(ended).isTrue();
    assertThatExceptionOfType(AnswerLog.UnknownAnswer.class).isThrownBy(() -> log.follow(id, -1));
  }

  @Test
  void keepsNoMoreThanItsBound() {
    open();
    open();
    assertThatExceptionOfType(AnswerLog.Full.class).isThrownBy(this::open);
  }

  private String open() {
    return log.open(events());
  }

  private Multi<LoggedEvent> events() {
    return Multi.createFrom().emitter(emitter -> writer.set(emitter));
  }

  private void write(long... ids) {
    for (long id : ids) {
      writer.get().emit(new LoggedEvent(id, "slice", "{}"));
    }
  }

  private CompletableFuture<List<Long>> ids(String id, long after) {
    return log.follow(id, after)
        .map(LoggedEvent::id)
        .collect()
        .asList()
        .subscribeAsCompletionStage();
  }
}

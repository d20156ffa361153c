package dev.loquat.answer;

import dev.loquat.model.Piece;
import dev.loquat.stream.Slice;
import dev.loquat.stream.SliceSettings;
import dev.loquat.stream.Slicer;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a model's pieces into slices. One lock guards one answer's slicer: the model's thread brings
 * pieces, the timer lets go of text that has waited long enough.
 */
final class Slicing {
  /** Slices that may wait for a slow reader; one more ends the answer. */
  private static final int MOST_WAITING = 1024;

  private final SliceSettings settings;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;

  Slicing(SliceSettings settings, InstantSource clock, ScheduledExecutorService timer) {
    this.settings = settings;
    this.clock = clock;
    this.timer = timer;
  }

  /** What an answer is cut into. */
  sealed interface Cut {
    /** A slice of the answer; a note is no claim of it. */
    record Text(String text, boolean note) implements Cut {}

    /** The model's end. */
    record End(Piece.End end) implements Cut {}
  }

  Multi<Cut> slice(Multi<Piece> pieces, Duration longest) {
    return Multi.createFrom()
        .emitter(
            emitter -> new Run(emitter, clock.instant().plus(longest)).start(pieces, longest),
            MOST_WAITING);
  }

  private final class Run {
    private final MultiEmitter<? super Cut> emitter;
    private final Slicer slicer;
    private @Nullable Future<?> tick;

    Run(MultiEmitter<? super Cut> emitter, Instant deadline) {
      this.emitter = emitter;
      this.slicer = new Slicer(settings, deadline, clock);
    }

    void start(Multi<Piece> pieces, Duration longest) {
      Future<?> alarm =
          timer.schedule(() -> fail(late(longest)), longest.toMillis(), TimeUnit.MILLISECONDS);
      Cancellable running = pieces.subscribe().with(this::accept, this::fail, this::complete);
      emitter.onTermination(
          () -> {
            alarm.cancel(false);
            running.cancel();
            stopTimer();
          });
    }

    private synchronized void accept(Piece piece) {
      switch (piece) {
        case Piece.Text text -> emit(slicer.accept(text.text()));
        case Piece.Note note -> emitter.emit(new Cut.Text(note.text(), true));
        case Piece.End end -> {
          emit(slicer.finish());
          emitter.emit(new Cut.End(end));
        }
      }
      scheduleTick();
    }

    private synchronized void tick() {
      emit(slicer.tick());
      scheduleTick();
    }

    private synchronized void fail(Throwable failure) {
      stopTimer();
      emitter.fail(failure);
    }

    private static ProblemException late(Duration longest) {
      return new ProblemException(
          Problem.Kind.DEADLINE, "the answer was not done within " + longest.toMillis() + " ms");
    }

    private synchronized void complete() {
      stopTimer();
      emitter.complete();
    }

    private void emit(List<Slice> slices) {
      for (Slice slice : slices) {
        emitter.emit(new Cut.Text(slice.text(), false));
        slicer.markConsumed(slice);
      }
    }

    private synchronized void scheduleTick() {
      stopTimer();
      if (!emitter.isCancelled()) {
        slicer
            .due()
            .ifPresent(
                due -> {
                  long wait = Math.max(0, Duration.between(clock.instant(), due).toMillis());
                  tick = timer.schedule(this::tick, wait, TimeUnit.MILLISECONDS);
                });
      }
    }

    private synchronized void stopTimer() {
      Future<?> scheduled = tick;
      if (scheduled != null) {
        scheduled.cancel(false);
        tick = null;
      }
    }
  }
}

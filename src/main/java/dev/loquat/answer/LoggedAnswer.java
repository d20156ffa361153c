package dev.loquat.answer;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One answer as it is written, and those who follow it. One lock guards both, so a follower misses
 * nothing.
 */
final class LoggedAnswer {
  private final List<LoggedEvent> events = new ArrayList<>();

  /** A follower whose stream ends leaves this list at once, also while all of them are told so. */
  private final List<MultiEmitter<? super LoggedEvent>> followers = new CopyOnWriteArrayList<>();

  private Optional<Cancellable> writer = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private boolean over;

  synchronized void writtenBy(Cancellable running) {
    if (over) {
      running.cancel();
    } else {
      writer = Optional.of(running);
    }
  }

  synchronized void add(LoggedEvent event) {
    events.add(event);
    followers.forEach(follower -> follower.emit(event));
  }

  synchronized void complete() {
    over = true;
    followers.forEach(MultiEmitter::complete);
    followers.clear();
  }

  synchronized void fail(Throwable cause) {
    over = true;
    failure = Optional.of(cause);
    followers.forEach(follower -> follower.fail(cause));
    followers.clear();
  }

  synchronized void cancel() {
    writer.ifPresent(Cancellable::cancel);
    complete();
  }

  /** What waits for a slow follower is no copy: the events are kept here in any case. */
  Multi<LoggedEvent> follow(long after) {
    return Multi.createFrom()
        .emitter(emitter -> attach(emitter, after), BackPressureStrategy.BUFFER);
  }

  private synchronized void attach(MultiEmitter<? super LoggedEvent> emitter, long after) {
    for (LoggedEvent event : events) {
      if (event.id() > after) {
        emitter.emit(event);
      }
    }
    if (failure.isPresent()) {
      emitter.fail(failure.get());
    } else if (over) {
      emitter.complete();
    } else {
      followers.add(emitter);
      emitter.onTermination(() -> detach(emitter));
    }
  }

  private synchronized void detach(MultiEmitter<? super LoggedEvent> emitter) {
    followers.remove(emitter);
  }
}

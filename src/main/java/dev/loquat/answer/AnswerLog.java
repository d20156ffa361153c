package dev.loquat.answer;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Answers that readers may come back to. An answer is written from the moment it is asked for,
 * whether or not anybody reads; it can be followed from any event on until some time after its end.
 * Bounded in number.
 */
public final class AnswerLog {
  private final Map<String, LoggedAnswer> answers = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer;
  private final Duration resumable;
  private final int most;

  /**
   * A log.
   *
   * @param resumable how long an answer is kept after its end
   * @param most answers kept at one time
   */
  public AnswerLog(ScheduledExecutorService timer, Duration resumable, int most) {
    this.timer = timer;
    this.resumable = resumable;
    this.most = most;
  }

  /** Thrown when no more answers can be kept. */
  public static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Full(int most) {
      super("this service writes at most " + most + " answers at one time; try again later");
    }
  }

  /** Thrown for an answer that is not, or no longer, kept. */
  public static final class UnknownAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownAnswer(String id) {
      super("there is no answer '" + id + "' (any more)");
    }
  }

  /**
   * Starts writing an answer.
   *
   * @return its id, which cannot be guessed
   * @throws Full if there are too many
   */
  public String open(Multi<LoggedEvent> events) {
    if (answers.size() >= most) {
      throw new Full(most);
    }
    String id = UUID.randomUUID().toString();
    LoggedAnswer answer = new LoggedAnswer();
    answers.put(id, answer);
    Cancellable running =
        events
            .onTermination()
            .invoke(() -> forgetLater(id))
            .subscribe()
            .with(answer::add, answer::fail, answer::complete);
    answer.writtenBy(running);
    return id;
  }

  /**
   * The events after the one numbered {@code after}, those to come included. Cancelling it leaves
   * the answer being written.
   *
   * @param after -1 for all
   * @throws UnknownAnswer if there is none
   */
  public Multi<LoggedEvent> follow(String id, long after) {
    return known(id).follow(after);
  }

  /**
   * Ends an answer and forgets it.
   *
   * @throws UnknownAnswer if there is none
   */
  public void cancel(String id) {
    known(id).cancel();
    answers.remove(id);
  }

  private LoggedAnswer known(String id) {
    LoggedAnswer answer = answers.get(id);
    if (answer == null) {
      throw new UnknownAnswer(id);
    }
    return answer;
  }

  private void forgetLater(String id) {
    timer.schedule(() -> answers.remove(id), resumable.toMillis(), TimeUnit.MILLISECONDS);
  }
}

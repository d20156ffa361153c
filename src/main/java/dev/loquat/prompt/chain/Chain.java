package dev.loquat.prompt.chain;

import dev.loquat.prompt.chain.ChainException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The named steps of one prompt. Immutable. */
public final class Chain {
  /** A step and the name it goes by. */
  public record Link(String name, ChainStep step) {}

  /** How long a step took. */
  public record Timing(String step, double ms) {}

  /** The variables after the last step, and the times. */
  public record Outcome(Map<String, Object> variables, List<Timing> timings) {}

  /** Is told when steps begin and end, for traces. */
  public interface Observer {
    /** Nobody listens. */
    Observer NONE = (step, stage) -> stage;

    /** Gets each step as it starts; returns the same stage, or one that follows it. */
    CompletionStage<Map<String, Object>> around(
        String step, CompletionStage<Map<String, Object>> running);
  }

  private final List<Link> links;
  private final Duration deadline;

  /**
   * A chain.
   *
   * @param deadline the longest that one step may take
   */
  public Chain(List<Link> links, Duration deadline) {
    this.links = List.copyOf(links);
    this.deadline = deadline;
  }

  /** The names of the steps, in order. */
  public List<String> names() {
    return links.stream().map(Link::name).toList();
  }

  /**
   * Runs the steps, each on the result of the one before. Fails with {@link ChainException}; a step
   * that is late is cancelled.
   */
  public CompletionStage<Outcome> run(
      Map<String, Object> variables, StepContext context, Observer observer) {
    CompletableFuture<Outcome> outcome =
        CompletableFuture.completedFuture(new Outcome(variables, List.of()));
    for (Link link : links) {
      outcome = outcome.thenCompose(before -> step(link, before, context, observer));
    }
    return outcome;
  }

  private CompletionStage<Outcome> step(
      Link link, Outcome before, StepContext context, Observer observer) {
    long start = System.nanoTime();
    CompletableFuture<Map<String, Object>> running;
    try {
      running =
          observer
              .around(link.name(), link.step().apply(before.variables(), context))
              .toCompletableFuture();
    } catch (RuntimeException e) {
      running = CompletableFuture.failedFuture(e);
    }
    if (!running.isDone()) {
      running = running.copy().orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }
    return running
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(explain(link.name(), failure)))
        .thenApply(
            after -> {
              var timings = new ArrayList<>(before.timings());
              timings.add(new Timing(link.name(), (System.nanoTime() - start) / 1e6));
              return new Outcome(after, List.copyOf(timings));
            });
  }

  private ChainException explain(String step, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ChainException known) {
      return known;
    }
    ChainException told =
        cause instanceof TimeoutException
            ? new ChainException(
                step, Reason.DEADLINE, "took longer than " + deadline.toMillis() + " ms")
            : new ChainException(step, Reason.FAILED, String.valueOf(cause.getMessage()));
    told.initCause(cause);
    return told;
  }
}

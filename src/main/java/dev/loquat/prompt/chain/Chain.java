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
import java.util.function.Supplier;

/** The named steps of one prompt. Immutable. */
public final class Chain {
  /** A step and the name it goes by. */
  public record Link(String name, ChainStep step) {}

  /** How long a step took. */
  public record Timing(String step, double ms) {}

  /** The variables after the last step, and the times. */
  public record Outcome(Map<String, Object> variables, List<Timing> timings) {}

  /** How steps are run: on which thread, in which span. */
  public interface Runner {
    /** On the thread that is there. */
    Runner DIRECT = (step, work) -> work.get().toCompletableFuture();

    /** Runs a step; cancelling what it returns ends the step. */
    CompletableFuture<Map<String, Object>> run(
        String step, Supplier<CompletionStage<Map<String, Object>>> work);
  }

  /** The longest chain. */
  public static final int MOST_STEPS = 64;

  private final List<Link> links;
  private final Duration deadline;

  /**
   * A chain of at most {@link #MOST_STEPS} steps.
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
   * that is late is cancelled, and so is the one that runs when the result is cancelled.
   */
  public CompletableFuture<Outcome> run(
      Map<String, Object> variables, StepContext context, Runner runner) {
    var run = new Run(context, runner);
    run.step(0, variables);
    return run.outcome;
  }

  /** One walk along the chain. */
  private final class Run {
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final List<Timing> timings = new ArrayList<>(links.size());
    private final StepContext context;
    private final Runner runner;

    Run(StepContext context, Runner runner) {
      this.context = context;
      this.runner = runner;
    }

    void step(int index, Map<String, Object> variables) {
      if (outcome.isDone()) {
        return;
      }
      if (index == links.size()) {
        outcome.complete(new Outcome(variables, List.copyOf(timings)));
        return;
      }
      Link link = links.get(index);
      long start = System.nanoTime();
      CompletableFuture<Map<String, Object>> running = begin(link, variables);
      outcome.whenComplete(
          (done, failure) -> {
            if (!running.isDone()) {
              running.cancel(true);
            }
          });
      timed(running)
          .whenComplete(
              (after, failure) -> {
                if (failure != null) {
                  outcome.completeExceptionally(explain(link.name(), failure));
                  return;
                }
                timings.add(new Timing(link.name(), (System.nanoTime() - start) / 1e6));
                step(index + 1, after);
              });
    }

    private CompletableFuture<Map<String, Object>> begin(Link link, Map<String, Object> variables) {
      try {
        return runner.run(link.name(), () -> link.step().apply(variables, context));
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    private <T> CompletableFuture<T> timed(CompletableFuture<T> running) {
      return running.isDone()
          ? running
          : running.copy().orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }
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

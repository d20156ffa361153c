package dev.loquat.answer;

import dev.loquat.prompt.Prompt;
import dev.loquat.prompt.RenderOptions;
import dev.loquat.prompt.Rendered;
import dev.loquat.prompt.template.RenderLimits;
import dev.loquat.telemetry.Steps;
import dev.loquat.wire.Work;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Renders prompts. Each step of a chain is a Uni on the result of the one before, on a thread of
 * its own and in a span {@code loquat.chain.<step>}; cancelling ends the step that runs. Failures
 * are problems of the contract: 400 invalid variables or values, 413 a limit, 503 no model for a
 * step, 504 a deadline.
 */
public final class PromptRenderer {
  private final StoredPrompts stored;
  private final Steps steps;
  private final Work work;
  private final RenderLimits limits;

  /**
   * A renderer.
   *
   * @param work where steps run
   * @param limits of each render, the chain left out
   */
  public PromptRenderer(StoredPrompts stored, Steps steps, Work work, RenderLimits limits) {
    this.stored = stored;
    this.steps = steps;
    this.work = work;
    this.limits = limits;
  }

  /** The stored prompts. */
  public StoredPrompts stored() {
    return stored;
  }

  /**
   * Renders; nothing happens before the subscription.
   *
   * @param locale the language in which violations are told: zh, else en
   */
  public Uni<Rendered> render(
      Prompt prompt, Map<String, Object> variables, boolean provenance, Locale locale) {
    RenderOptions options = options(provenance, Context.current()).withLocale(locale);
    return Uni.createFrom()
        .completionStage(() -> prompt.renderAsync(variables, options))
        .onFailure()
        .transform(failure -> PromptProblems.of(bare(failure)));
  }

  /** Renders a stored prompt and waits; an interrupt ends the step that runs. */
  Rendered renderNow(String name, Map<String, Object> variables, boolean provenance) {
    try {
      return stored.named(name).render(variables, options(provenance, Context.current()));
    } catch (RuntimeException e) {
      throw PromptProblems.of(e) instanceof RuntimeException told ? told : e;
    }
  }

  private RenderOptions options(boolean provenance, Context parent) {
    return RenderOptions.DEFAULT
        .withLimits(limits)
        .withProvenance(provenance)
        .withRunner((step, begin) -> step(step, parent, begin).subscribeAsCompletionStage());
  }

  /** The span's name leaves out a step's argument: names of metrics stay few. */
  private Uni<Map<String, Object>> step(
      String step, Context parent, Supplier<CompletionStage<Map<String, Object>>> begin) {
    String name = "chain." + step.split(":", 2)[0];
    return work.on(() -> steps.run(name, parent, () -> await(begin.get())));
  }

  private static <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> running = stage.toCompletableFuture();
    try {
      return running.get();
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("nobody waits for this step any more");
    } catch (ExecutionException e) {
      throw bare(e) instanceof RuntimeException cause ? cause : new CompletionException(e);
    }
  }

  private static Throwable bare(Throwable failure) {
    boolean wrapped =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapped && failure.getCause() != null ? failure.getCause() : failure;
  }
}

package dev.loquat.prompt;

import dev.loquat.prompt.chain.Chain;
import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.chain.StepContext;
import dev.loquat.prompt.memory.PromptMemory;
import dev.loquat.prompt.schema.Schema;
import dev.loquat.prompt.schema.Violation;
import dev.loquat.prompt.template.Rendering;
import dev.loquat.prompt.template.Renderings;
import dev.loquat.prompt.template.Template;
import dev.loquat.prompt.value.JsonNull;
import dev.loquat.prompt.value.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** A compiled prompt: immutable, shared by all threads. */
public final class Prompt {
  /** A message of the prompt: its role and its template. */
  record Part(String role, Template template) {}

  /** What the compiler found besides the messages. */
  record Head(String name, String description, Map<String, Object> input, Schema schema) {}

  private final Head head;
  private final List<Part> parts;
  private final Chain chain;

  /** The declared top-level variables where the schema declares none: those the templates read. */
  private final Set<String> inferred;

  private final boolean keepsUndeclared;

  Prompt(Head head, List<Part> parts, Chain chain, Set<String> inferred, boolean keepsUndeclared) {
    this.head = head;
    this.parts = List.copyOf(parts);
    this.chain = chain;
    this.inferred = inferred;
    this.keepsUndeclared = keepsUndeclared;
  }

  /** The name in the source, or what the compiler was told. */
  public String name() {
    return head.name();
  }

  /** The description in the source, or the empty string. */
  public String description() {
    return head.description();
  }

  /** The names of the chain's steps, in order. */
  public List<String> chain() {
    return chain.names();
  }

  /** The roles of the messages, in order. */
  public List<String> roles() {
    return parts.stream().map(Part::role).toList();
  }

  /** The input schema as it was written; the empty map where there is none. */
  public Map<String, Object> input() {
    return head.input();
  }

  /** A valid input made from the schema's examples, defaults, enumerations and types. */
  public Map<String, Object> sample() {
    var sample = new LinkedHashMap<String, Object>();
    if (head.schema().sample() instanceof Map<?, ?> made) {
      made.forEach((name, value) -> sample.put(String.valueOf(name), JsonNull.of(value)));
    }
    for (String name : inferred) {
      sample.putIfAbsent(name, name);
    }
    return sample;
  }

  /** Every violation of the schema, after defaults are filled in; none if the input is valid. */
  public List<Violation> validate(Map<String, ?> variables, Locale locale) {
    return head.schema().validate(declared(variables, new ArrayList<>()).value(), locale);
  }

  /** {@link #prepare(Map, Locale)} in English. */
  public Prepared prepare(Map<String, ?> variables) {
    return prepare(variables, Locale.ENGLISH);
  }

  /**
   * Drops undeclared top-level variables, fills in defaults and validates. Throws {@link
   * InvalidVariablesException} with every violation.
   */
  public Prepared prepare(Map<String, ?> variables, Locale locale) {
    var dropped = new ArrayList<String>();
    Schema.Filled filled = declared(variables, dropped);
    List<Violation> violations = head.schema().validate(filled.value(), locale);
    if (!violations.isEmpty()) {
      throw new InvalidVariablesException(name(), violations);
    }
    return new Prepared(filled.value(), List.copyOf(dropped), filled.defaulted());
  }

  private Schema.Filled declared(Map<String, ?> variables, List<String> dropped) {
    Map<String, Object> kept = LinkedHashMap.newLinkedHashMap(variables.size() + 4);
    variables.forEach(
        (name, value) -> {
          if (keepsUndeclared || inferred.contains(name) || head.schema().declares(name)) {
            kept.put(name, JsonNull.of(value));
          } else {
            dropped.add(JsonPointer.child("", name));
          }
        });
    return head.schema().fill(kept);
  }

  /** Prepares, runs the chain and renders, with default options. */
  public Rendered render(Map<String, ?> variables) {
    return render(variables, RenderOptions.DEFAULT);
  }

  /**
   * Prepares, runs the chain and renders; waits for asynchronous steps, and cancels them when it is
   * interrupted. Throws {@link InvalidVariablesException}, {@link ChainException}, {@link
   * dev.loquat.prompt.template.RenderLimitException}, {@link
   * dev.loquat.prompt.template.RenderException}.
   */
  public Rendered render(Map<String, ?> variables, RenderOptions options) {
    Prepared prepared = prepare(variables, options.locale());
    CompletableFuture<Chain.Outcome> running = run(prepared, options);
    try {
      return rendered(prepared, running.get(), options);
    } catch (InterruptedException e) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while the chain of '" + name() + "' ran");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
    }
  }

  /**
   * Like {@link #render(Map, RenderOptions)}, without waiting; invalid variables throw at once.
   * Cancelling the result cancels the step that runs.
   */
  public CompletableFuture<Rendered> renderAsync(Map<String, ?> variables, RenderOptions options) {
    Prepared prepared = prepare(variables, options.locale());
    CompletableFuture<Chain.Outcome> running = run(prepared, options);
    CompletableFuture<Rendered> rendered =
        running.thenApply(outcome -> rendered(prepared, outcome, options));
    rendered.whenComplete((done, failure) -> running.cancel(true));
    return rendered;
  }

  private CompletableFuture<Chain.Outcome> run(Prepared prepared, RenderOptions options) {
    var context = new StepContext(name(), head.schema(), options.locale());
    return chain.run(prepared.variables(), context, options.runner());
  }

  private Rendered rendered(Prepared prepared, Chain.Outcome outcome, RenderOptions options) {
    return new Rendered(
        messages(outcome.variables(), options),
        prepared.dropped(),
        prepared.defaulted(),
        outcome.timings());
  }

  /** Renders variables that are valid already, without the chain: the innermost, fastest way. */
  public List<Message> messages(Map<String, Object> variables, RenderOptions options) {
    try (Rendering rendering =
        Renderings.SHARED.borrow(variables, options.limits(), options.provenance())) {
      if (parts.size() == 1) {
        return List.of(message(parts.getFirst(), rendering, options.provenance()));
      }
      var messages = new Message[parts.size()];
      for (int i = 0; i < messages.length; i++) {
        messages[i] = message(parts.get(i), rendering, options.provenance());
      }
      return List.of(messages);
    }
  }

  /** A message whose content lies in memory with a lifetime: the caller closes it. */
  public record HeldMessage(String role, PromptMemory.Held content) {}

  /**
   * Like {@link #messages}, but the contents go to pooled or owned memory instead of strings. If it
   * throws, what was held already is closed.
   */
  public List<HeldMessage> hold(
      Map<String, Object> variables, RenderOptions options, PromptMemory memory) {
    var held = new ArrayList<HeldMessage>(parts.size());
    try (Rendering rendering = Renderings.SHARED.borrow(variables, options.limits(), false)) {
      for (Part part : parts) {
        held.add(new HeldMessage(part.role(), rendering.render(part.template(), memory::hold)));
      }
      return held;
    } catch (RuntimeException e) {
      held.forEach(message -> message.content().close());
      throw e;
    }
  }

  private static Message message(Part part, Rendering rendering, boolean provenance) {
    if (!provenance) {
      return new Message(part.role(), rendering.render(part.template()), List.of());
    }
    Rendering.Traced traced = rendering.renderTraced(part.template());
    return new Message(part.role(), traced.text(), traced.spans());
  }
}

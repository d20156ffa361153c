package dev.loquat.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.answer.PromptRenderer;
import dev.loquat.answer.StoredPrompts;
import dev.loquat.prompt.Message;
import dev.loquat.prompt.Prompt;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.PromptSyntaxException;
import dev.loquat.prompt.Rendered;
import dev.loquat.prompt.chain.Chain;
import dev.loquat.prompt.template.ProvenanceSpan;
import dev.loquat.telemetry.Steps;
import dev.loquat.text.Analyzer;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Json;
import dev.loquat.wire.Work;
import io.opentelemetry.context.Context;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code render}: a stored prompt, or one that comes with the request, and its variables become
 * messages.
 */
@Singleton
public class Render implements LoquatFunction {
  /** Of the messages about invalid variables. */
  private static final List<String> LANGUAGES = List.of("en", "zh");

  private final PromptRenderer renderer;
  private final PromptCompiler compiler;
  private final Steps steps;
  private final Work work;

  Render(PromptRenderer renderer, PromptCompiler compiler, Steps steps, Work work) {
    this.renderer = renderer;
    this.compiler = compiler;
    this.steps = steps;
    this.work = work;
  }

  /** As Funqy calls it. */
  @Funq("render")
  public Uni<JsonNode> onEvent(JsonNode request) {
    return call(request).map(answer -> Json.tree(answer.body()));
  }

  @Override
  public String name() {
    return "render";
  }

  @Override
  public Uni<Answer> call(JsonNode body) {
    Context parent = Context.current();
    return work.limit(steps.uni("render", parent, () -> rendered(body)));
  }

  private Uni<Answer> rendered(JsonNode body) {
    return work.on(() -> ready(Request.read(body)))
        .flatMap(
            ready ->
                renderer.render(
                    ready.prompt(), ready.variables(), ready.provenance(), ready.locale()))
        .map(rendered -> Answer.ok(Result.of(rendered)));
  }

  private record Ready(
      Prompt prompt, Map<String, Object> variables, boolean provenance, Locale locale) {}

  private Ready ready(Request request) {
    Prompt prompt = prompt(request);
    return new Ready(
        prompt,
        request.sample() ? prompt.sample() : request.variables(),
        request.provenance(),
        Locale.of(request.language()));
  }

  private Prompt prompt(Request request) {
    if (request.source().isEmpty()) {
      return renderer.stored().named(request.prompt().orElseThrow());
    }
    try {
      return compiler.compile(request.source().get());
    } catch (PromptSyntaxException e) {
      throw StoredPrompts.doesNotCompile(e);
    }
  }

  private record Request(
      Optional<String> prompt,
      Optional<String> source,
      Map<String, Object> variables,
      boolean sample,
      boolean provenance,
      String language) {
    static Request read(JsonNode body) {
      Fields in = Fields.of(body);
      Optional<String> prompt = in.optionalText("prompt", 1, Names.LONGEST_PROMPT);
      Optional<String> source = in.optionalText("source", 1, Fields.MAX_TEXT);
      Map<String, Object> variables = in.free("variables").map(Json::map).orElse(Map.of());
      boolean sample = in.flag("sample", false);
      boolean provenance = in.flag("provenance", false);
      String language = in.choice("language", LANGUAGES, "en");
      if (in.has("prompt") == in.has("source")) {
        in.fault(
            "prompt", in.has("prompt") ? "must be left out where source is given" : "is missing");
      }
      if (sample && in.has("variables")) {
        in.fault("variables", "must be left out where sample is true");
      }
      in.end();
      return new Request(prompt, source, variables, sample, provenance, language);
    }
  }

  /** The answer as the contract writes it. */
  record Result(
      List<MessageView> messages,
      List<String> dropped,
      List<String> defaulted,
      List<Chain.Timing> chain,
      int llmTokens) {
    static Result of(Rendered rendered) {
      int tokens =
          rendered.messages().stream().map(Message::content).mapToInt(Analyzer::llmTokens).sum();
      return new Result(
          rendered.messages().stream().map(MessageView::of).toList(),
          rendered.dropped(),
          rendered.defaulted(),
          rendered.chain(),
          tokens);
    }
  }

  /** A message as the contract writes it. */
  record MessageView(
      String role,
      String content,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProvenanceSpan> spans) {
    static MessageView of(Message message) {
      return new MessageView(message.role(), message.content(), message.spans());
    }
  }
}

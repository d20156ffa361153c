package dev.loquat.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.answer.StoredPrompts;
import dev.loquat.prompt.InvalidVariablesException;
import dev.loquat.prompt.Message;
import dev.loquat.prompt.Prompt;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.PromptSyntaxException;
import dev.loquat.prompt.RenderOptions;
import dev.loquat.prompt.Rendered;
import dev.loquat.prompt.chain.Chain;
import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.schema.Violation;
import dev.loquat.prompt.template.ProvenanceSpan;
import dev.loquat.telemetry.Steps;
import dev.loquat.text.Analyzer;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Json;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import dev.loquat.wire.Work;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code render}: a stored prompt, or one that comes with the request, and its variables become
 * messages.
 */
@Singleton
public class Render implements LoquatFunction {
  private final StoredPrompts prompts;
  private final PromptCompiler compiler;
  private final Steps steps;
  private final Work work;

  Render(StoredPrompts prompts, PromptCompiler compiler, Steps steps, Work work) {
    this.prompts = prompts;
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
    return work.on(() -> steps.run("render", () -> answer(Request.read(body))));
  }

  private Answer answer(Request request) {
    Prompt prompt = prompt(request);
    Map<String, Object> variables = request.sample() ? prompt.sample() : request.variables();
    try {
      RenderOptions options = RenderOptions.DEFAULT.withProvenance(request.provenance());
      return Answer.ok(Result.of(prompt.render(variables, options)));
    } catch (InvalidVariablesException e) {
      throw invalid(e.violations());
    } catch (ChainException e) {
      throw failed(e);
    }
  }

  private Prompt prompt(Request request) {
    if (request.source().isEmpty()) {
      return prompts.named(request.prompt().orElseThrow());
    }
    try {
      return compiler.compile(request.source().get());
    } catch (PromptSyntaxException e) {
      throw StoredPrompts.doesNotCompile(e);
    }
  }

  private static ProblemException invalid(List<Violation> violations) {
    return new ProblemException(
        Problem.of(
            Problem.Kind.INVALID,
            violations.stream()
                .map(v -> dev.loquat.wire.Violation.at(v.pointer(), v.message()))
                .toList()));
  }

  private static ProblemException failed(ChainException e) {
    return switch (e.reason()) {
      case INVALID ->
          e.violations().isEmpty() ? failed(Problem.Kind.INVALID, e) : invalid(e.violations());
      case UNAVAILABLE -> failed(Problem.Kind.UNAVAILABLE, e);
      case DEADLINE -> failed(Problem.Kind.DEADLINE, e);
      case FAILED -> failed(Problem.Kind.INVALID, e);
    };
  }

  private static ProblemException failed(Problem.Kind kind, ChainException e) {
    return new ProblemException(kind, String.valueOf(e.getMessage()));
  }

  private record Request(
      Optional<String> prompt,
      Optional<String> source,
      Map<String, Object> variables,
      boolean sample,
      boolean provenance) {
    static Request read(JsonNode body) {
      Fields in = Fields.of(body);
      Optional<String> prompt = in.optionalText("prompt", 1, Names.LONGEST);
      Optional<String> source = in.optionalText("source", 1, Fields.MAX_TEXT);
      Map<String, Object> variables = in.free("variables").map(Json::map).orElse(Map.of());
      boolean sample = in.flag("sample", false);
      boolean provenance = in.flag("provenance", false);
      if (in.has("prompt") == in.has("source")) {
        in.fault(
            "prompt", in.has("prompt") ? "must be left out where source is given" : "is missing");
      }
      if (sample && in.has("variables")) {
        in.fault("variables", "must be left out where sample is true");
      }
      in.end();
      return new Request(prompt, source, variables, sample, provenance);
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

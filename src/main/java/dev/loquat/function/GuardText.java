package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.guard.Finding;
import dev.loquat.guard.Guard;
import dev.loquat.guard.Source;
import dev.loquat.guard.Verdict;
import dev.loquat.telemetry.Steps;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Json;
import dev.loquat.wire.Work;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code guard}: whether a text tries to give orders that are not its to give. */
@Singleton
public class GuardText implements LoquatFunction {
  private final Guard guard;
  private final Steps steps;
  private final Work work;

  GuardText(Guard guard, Steps steps, Work work) {
    this.guard = guard;
    this.steps = steps;
    this.work = work;
  }

  /** As Funqy calls it. */
  @Funq("guard")
  public Uni<JsonNode> onEvent(JsonNode request) {
    return call(request).map(answer -> Json.tree(answer.body()));
  }

  @Override
  public String name() {
    return "guard";
  }

  @Override
  public Uni<Answer> call(JsonNode body) {
    return work.on(() -> steps.run("guard", () -> answer(body)));
  }

  private Answer answer(JsonNode body) {
    Fields in = Fields.of(body);
    String text = in.text("text", 1, Fields.MAX_TEXT);
    String source = in.choice("source", List.of("user", "document", "model"), "user");
    in.end();
    Verdict verdict = guard.scan(text, Source.valueOf(source.toUpperCase(Locale.ROOT)));
    return Answer.ok(Result.of(verdict));
  }

  /** The verdict as the contract writes it. */
  record Result(boolean allowed, double risk, List<Found> findings, String normalized) {
    static Result of(Verdict verdict) {
      return new Result(
          verdict.allowed(),
          verdict.risk(),
          verdict.findings().stream().map(Found::of).toList(),
          verdict.normalized());
    }
  }

  /** A finding as the contract writes it. */
  record Found(
      String rule,
      String kind,
      String severity,
      int start,
      int end,
      String text,
      Optional<String> identifier) {
    static Found of(Finding finding) {
      return new Found(
          finding.rule(),
          finding.kind().name().toLowerCase(Locale.ROOT),
          finding.severity().name().toLowerCase(Locale.ROOT),
          finding.start(),
          finding.end(),
          finding.text(),
          finding.identifier());
    }
  }
}

package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.score.Scorer;
import dev.loquat.telemetry.Steps;
import dev.loquat.text.Analyzers;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Json;
import dev.loquat.wire.Work;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** {@code score}: how far an answer can be trusted, given what it was drawn from. */
@Singleton
public class Score implements LoquatFunction {
  private static final int MOST_PASSAGES = 1000;

  private final Scorer scorer;
  private final Analyzers analyzers;
  private final Steps steps;
  private final Work work;

  Score(Scorer scorer, Analyzers analyzers, Steps steps, Work work) {
    this.scorer = scorer;
    this.analyzers = analyzers;
    this.steps = steps;
    this.work = work;
  }

  /** As Funqy calls it. */
  @Funq("score")
  public Uni<JsonNode> onEvent(JsonNode request) {
    return call(request).map(answer -> Json.tree(answer.body()));
  }

  @Override
  public String name() {
    return "score";
  }

  @Override
  public Uni<Answer> call(JsonNode body) {
    return work.on(() -> steps.run("score", () -> answer(body)));
  }

  private Answer answer(JsonNode body) {
    Fields in = Fields.of(body);
    Optional<String> question = in.optionalText("question", 1, Fields.MAX_TEXT);
    String text = in.text("answer", 1, Fields.MAX_TEXT);
    if (!in.has("context")) {
      in.missing("context", "");
    }
    List<String> context = in.texts("context", MOST_PASSAGES, 0, Fields.MAX_TEXT);
    in.end();
    return Answer.ok(scorer.with(analyzers.current()).score(question, text, context));
  }
}

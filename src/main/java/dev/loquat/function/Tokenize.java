package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.telemetry.Steps;
import dev.loquat.text.Analysis;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import dev.loquat.text.Mode;
import dev.loquat.wire.Fields;
import dev.loquat.wire.Json;
import dev.loquat.wire.Work;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code tokenize}: words, tags, entities, sentences and trees of one text or of many. */
@Singleton
public class Tokenize implements LoquatFunction {
  private static final int MOST_TEXTS = 1000;
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final Analyzers analyzers;
  private final Steps steps;
  private final Work work;

  Tokenize(Analyzers analyzers, Steps steps, Work work) {
    this.analyzers = analyzers;
    this.steps = steps;
    this.work = work;
  }

  /** As Funqy calls it. */
  @Funq("tokenize")
  public Uni<JsonNode> onEvent(JsonNode request) {
    return call(request).map(answer -> Json.tree(answer.body()));
  }

  @Override
  public String name() {
    return "tokenize";
  }

  @Override
  public Uni<Answer> call(JsonNode body) {
    return work.on(() -> steps.run("tokenize", () -> answer(Request.read(body))));
  }

  private Answer answer(Request request) {
    Analyzer current = analyzers.current();
    Analyzer analyzer = request.parse() ? current.withTrees() : current;
    List<Analysis> results =
        request.texts().stream()
            .map(text -> analyzer.analyze(text, request.mode(), request.language()))
            .toList();
    return Answer.ok(request.batch() ? new Batch(results) : results.getFirst());
  }

  /** The answers to {@code texts}, in order. */
  record Batch(List<Analysis> results) {}

  private record Request(
      List<String> texts, boolean batch, Mode mode, String language, boolean parse) {
    static Request read(JsonNode body) {
      Fields in = Fields.of(body);
      boolean batch = in.has("texts");
      List<String> texts = in.texts("texts", MOST_TEXTS, 1, Fields.MAX_TEXT);
      if (batch == in.has("text")) {
        in.fault("text", batch ? "must be left out where texts is given" : "is missing");
      } else if (batch && texts.isEmpty()) {
        in.fault("texts", "must not be empty");
      } else if (!batch) {
        texts = List.of(in.text("text", 1, Fields.MAX_TEXT));
      }
      Mode mode =
          in.choice("mode", List.of("precise", "search"), "precise").equals("search")
              ? Mode.SEARCH
              : Mode.PRECISE;
      String language = in.optionalText("language", 1, 16).orElse("auto");
      if (!language.equals("auto") && !LANGUAGES.contains(language)) {
        in.fault("language", "must be auto or an ISO 639-1 code, not \"" + language + "\"");
      }
      boolean parse = in.flag("parse", false);
      in.end();
      return new Request(texts, batch, mode, language, parse);
    }
  }
}

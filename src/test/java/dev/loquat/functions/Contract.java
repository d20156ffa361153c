package dev.loquat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;

/** What the contract promises of each function's answer, whichever way the request came in. */
final class Contract {
  private static final Set<String> ENTITIES =
      Set.of("PER", "ORG", "LOC", "DATE", "NUM", "PRODUCT", "MISC");
  private static final Set<String> KINDS =
      Set.of("template", "override", "role", "exfiltration", "obfuscation");
  private static final Set<String> ROLES = Set.of("system", "user", "assistant");

  private Contract() {}

  /** Fails unless {@code answer} is what the contract promises for {@code request}. */
  static void check(String function, JsonNode request, JsonNode answer) {
    switch (function) {
      case "tokenize" -> tokenize(request, answer);
      case "guard" -> guard(request, answer);
      case "render" -> render(request, answer);
      case "retrieve" -> retrieve(request, answer);
      case "ingest" -> ingest(request, answer);
      case "compact" -> compact(answer);
      case "reembed" -> reembed(answer);
      case "score" -> score(request, answer);
      case "tune" -> tune(request, answer);
      default -> throw new AssertionError("the contract has no function " + function);
    }
  }

  private static void tokenize(JsonNode request, JsonNode answer) {
    if (!request.has("texts")) {
      analysis(request.path("text").asText(), request, answer);
      return;
    }
    JsonNode results = answer.path("results");
    assertThat(results).hasSameSizeAs(request.path("texts"));
    for (int i = 0; i < results.size(); i++) {
      analysis(request.path("texts").get(i).asText(), request, results.get(i));
    }
  }

  private static void analysis(String text, JsonNode request, JsonNode answer) {
    assertThat(answer.path("text").asText()).isEqualTo(text);
    assertThat(answer.path("language").asText()).matches("[a-z]{2,3}");
    assertThat(answer.path("llmTokens").asInt()).isPositive();
    StringBuilder tiled = new StringBuilder();
    for (JsonNode token : list(answer, "tokens")) {
      assertThat(token.path("text").asText()).isEqualTo(span(text, token));
      assertThat(token.path("pos").asText()).as("pos of %s", token).isNotEmpty();
      assertThat(token.path("upos").asText()).as("upos of %s", token).matches("[A-Z]+");
      if (token.has("ner")) {
        assertThat(ENTITIES).contains(token.path("ner").asText());
      }
      tiled.append(token.path("text").asText());
    }
    if (request.path("mode").asText("precise").equals("precise")) {
      assertThat(tiled.toString().replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }
    for (JsonNode entity : list(answer, "entities")) {
      assertThat(entity.path("text").asText()).isEqualTo(span(text, entity));
      assertThat(ENTITIES).contains(entity.path("type").asText());
    }
    assertThat(list(answer, "sentences")).isNotEmpty();
    list(answer, "sentences").forEach(sentence -> assertThat(span(text, sentence)).isNotBlank());
  }

  private static void guard(JsonNode request, JsonNode answer) {
    assertThat(answer.path("allowed").isBoolean()).isTrue();
    portion(answer, "risk");
    assertThat(answer.path("normalized").isTextual()).isTrue();
    for (JsonNode finding : list(answer, "findings")) {
      assertThat(finding.path("rule").asText()).isNotEmpty();
      assertThat(finding.path("severity").asText()).isNotEmpty();
      assertThat(KINDS).contains(finding.path("kind").asText());
      assertThat(span(request.path("text").asText(), finding)).isNotEmpty();
    }
    if (!answer.path("allowed").asBoolean()) {
      assertThat(list(answer, "findings")).isNotEmpty();
    }
  }

  private static void render(JsonNode request, JsonNode answer) {
    assertThat(list(answer, "messages")).isNotEmpty();
    for (JsonNode message : list(answer, "messages")) {
      assertThat(ROLES).contains(message.path("role").asText());
      assertThat(message.path("content").isTextual()).isTrue();
      if (request.path("provenance").asBoolean()) {
        spansTile(message);
      }
    }
    list(answer, "dropped").forEach(field -> assertThat(field.asText()).startsWith("/"));
    list(answer, "defaulted").forEach(field -> assertThat(field.asText()).startsWith("/"));
    for (JsonNode step : list(answer, "chain")) {
      assertThat(step.path("step").asText()).isNotEmpty();
      assertThat(step.path("ms").asDouble(-1)).isNotNegative();
    }
    assertThat(answer.path("llmTokens").asInt()).isPositive();
  }

  private static void spansTile(JsonNode message) {
    int at = 0;
    for (JsonNode span : list(message, "spans")) {
      assertThat(span.path("start").asInt()).isEqualTo(at);
      assertThat(span.path("from").asText()).matches("template|/.*");
      at = span.path("end").asInt();
    }
    assertThat(at).isEqualTo(message.path("content").asText().length());
  }

  private static void retrieve(JsonNode request, JsonNode answer) {
    List<JsonNode> passages = list(answer, "passages");
    assertThat(passages).isNotEmpty().hasSizeLessThanOrEqualTo(request.path("k").asInt(10));
    double last = 1;
    for (JsonNode passage : passages) {
      for (String field : List.of("id", "document", "text")) {
        assertThat(passage.path(field).asText()).as(field).isNotEmpty();
      }
      assertThat(passage.path("title").isTextual()).isTrue();
      assertThat(passage.path("start").asInt(-1)).isBetween(0, passage.path("end").asInt());
      assertThat(portion(passage, "score")).isLessThanOrEqualTo(last);
      last = passage.path("score").asDouble();
      assertThat(passage.path("ranks").isObject()).isTrue();
      assertThat(passage.path("metadata").isObject()).isTrue();
      request
          .path("filter")
          .properties()
          .forEach(
              wanted ->
                  assertThat(passage.path("metadata").path(wanted.getKey()))
                      .isEqualTo(wanted.getValue()));
      if (request.path("explain").asBoolean()) {
        assertThat(passage.path("terms").isArray()).isTrue();
      }
    }
    assertThat(answer.path("fusion").path("method").asText())
        .isEqualTo(request.path("fusion").path("method").asText("linear"));
    portion(answer.path("fusion"), "alpha");
    for (String timing : List.of("tokenizeMs", "bm25Ms", "embedMs", "vectorMs", "fuseMs")) {
      assertThat(answer.path("timings").path(timing).isNumber()).as(timing).isTrue();
    }
    answer.path("degraded").forEach(path -> assertThat(path.asText()).isIn("bm25", "vector"));
  }

  private static void tune(JsonNode request, JsonNode answer) {
    assertThat(answer.path("queries").asInt()).isEqualTo(request.path("queries").size());
    assertThat(answer.path("stored").asBoolean()).isEqualTo(request.path("store").asBoolean(true));
    double best = 0;
    for (JsonNode trial : list(answer, "trials")) {
      portion(trial, "alpha");
      best = Math.max(best, portion(trial, "ndcg"));
      assertThat(portion(trial, "low")).isLessThanOrEqualTo(portion(trial, "high"));
    }
    assertThat(portion(answer.path("best"), "ndcg")).isEqualTo(best).isPositive();
  }

  private static void ingest(JsonNode request, JsonNode answer) {
    assertThat(list(answer, "failed")).isEmpty();
    assertThat(count(answer, "added") + count(answer, "updated") + count(answer, "unchanged"))
        .isEqualTo(request.path("documents").size());
    assertThat(count(answer, "removed")).isZero();
    if (count(answer, "unchanged") < request.path("documents").size()) {
      assertThat(count(answer, "chunks")).isPositive();
    }
  }

  private static void reembed(JsonNode answer) {
    for (JsonNode collection : list(answer, "collections")) {
      assertThat(collection.path("name").asText()).isNotEmpty();
      assertThat(collection.path("finished").isBoolean()).isTrue();
    }
  }

  private static void compact(JsonNode answer) {
    for (JsonNode collection : list(answer, "collections")) {
      assertThat(collection.path("name").asText()).isNotEmpty();
      assertThat(collection.path("ms").asLong(-1)).isNotNegative();
    }
  }

  private static void score(JsonNode request, JsonNode answer) {
    double consistency = portion(answer, "consistency");
    portion(answer, "certainty");
    if (request.has("question")) {
      double completeness = portion(answer, "completeness");
      assertThat(portion(answer, "score"))
          .isEqualTo(0.6 * consistency + 0.4 * completeness, rounding());
      list(answer, "missing").forEach(m -> assertThat(m.path("text").asText()).isNotEmpty());
    } else {
      assertThat(answer.has("completeness") || answer.has("missing")).isFalse();
      assertThat(portion(answer, "score")).isEqualTo(consistency, rounding());
    }
    assertThat(answer.path("trusted").isBoolean()).isTrue();
    String text = request.path("answer").asText();
    assertThat(list(answer, "sentences")).isNotEmpty();
    for (JsonNode sentence : list(answer, "sentences")) {
      assertThat(span(text, sentence)).isNotBlank();
      portion(sentence, "support");
      if (sentence.has("evidence")) {
        JsonNode evidence = sentence.path("evidence");
        String passage = request.path("context").path(evidence.path("passage").asInt(-1)).asText();
        assertThat(span(passage, evidence)).isNotBlank();
      }
    }
    for (JsonNode hedge : list(answer, "hedges")) {
      assertThat(hedge.path("text").asText()).isEqualTo(span(text, hedge));
    }
  }

  private static Offset<Double> rounding() {
    return Offset.offset(0.006);
  }

  private static int count(JsonNode answer, String field) {
    assertThat(answer.path(field).isInt()).as("%s in %s", field, answer).isTrue();
    return answer.path(field).asInt();
  }

  private static double portion(JsonNode answer, String field) {
    assertThat(answer.path(field).isNumber()).as("%s in %s", field, answer).isTrue();
    assertThat(answer.path(field).asDouble()).as(field).isBetween(0.0, 1.0);
    return answer.path(field).asDouble();
  }

  private static String span(String text, JsonNode at) {
    return text.substring(at.path("start").asInt(-1), at.path("end").asInt(-1));
  }

  private static List<JsonNode> list(JsonNode answer, String field) {
    assertThat(answer.path(field).isArray()).as("%s in %s", field, answer).isTrue();
    return StreamSupport.stream(answer.path(field).spliterator(), false).toList();
  }
}

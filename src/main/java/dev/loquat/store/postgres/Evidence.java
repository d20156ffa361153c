package dev.loquat.store.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loquat.store.TuningEvidence;

/** The evidence of a tuning as JSON. */
final class Evidence {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Evidence() {}

  static String write(TuningEvidence evidence) {
    ObjectNode out = JSON.createObjectNode();
    out.put("queries", evidence.queries());
    out.put("ndcg", evidence.ndcg());
    out.put("low", evidence.low());
    out.put("high", evidence.high());
    out.put("mrr", evidence.mrr());
    out.put("recall", evidence.recall());
    out.put("tried", evidence.tried());
    out.put("at", evidence.at());
    return out.toString();
  }

  static TuningEvidence read(String json) {
    try {
      JsonNode in = JSON.readTree(json);
      return new TuningEvidence(
          in.path("queries").asInt(),
          in.path("ndcg").asDouble(),
          in.path("low").asDouble(),
          in.path("high").asDouble(),
          in.path("mrr").asDouble(),
          in.path("recall").asDouble(),
          in.path("tried").asInt(),
          in.path("at").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored evidence is no JSON: " + json, e);
    }
  }
}

package dev.loquat.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.retrieve.Tuner;

/** What each way of fusing measured, as lines of a table. */
final class TrialLines {
  static final String HEAD = "fusion        nDCG@10   95 % interval        MRR@10   recall@40";

  private TrialLines() {}

  static String of(JsonNode trial) {
    return line(
        "alpha " + trial.path("alpha").asText(),
        trial.path("ndcg").asDouble(),
        trial.path("low").asDouble(),
        trial.path("high").asDouble(),
        new double[] {trial.path("mrr").asDouble(), trial.path("recall").asDouble()});
  }

  static String of(String name, Tuner.Trial trial) {
    return line(
        name, trial.ndcg(), trial.low(), trial.high(), new double[] {trial.mrr(), trial.recall()});
  }

  private static String line(String name, double ndcg, double low, double high, double[] more) {
    return "%-12s  %.4f    %.4f to %.4f     %.4f   %.4f"
        .formatted(name, ndcg, low, high, more[0], more[1]);
  }
}

package dev.loquat.store;

import java.util.Map;

/**
 * A stored prompt in a list.
 *
 * @param versions how many there are
 * @param latest the newest
 * @param labels where each label points
 */
public record PromptSummary(String name, int versions, int latest, Map<String, Integer> labels) {
  public PromptSummary {
    labels = Map.copyOf(labels);
  }
}

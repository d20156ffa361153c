package dev.loquat.store;

import java.time.Instant;
import java.util.List;

/**
 * A version of a stored prompt, which never changes but for its labels.
 *
 * @param version from 1
 * @param source the YAML
 * @param labels that point at it now, sorted
 */
public record PromptVersion(
    String name, int version, String source, Instant created, List<String> labels) {
  public PromptVersion {
    labels = List.copyOf(labels);
  }
}

package dev.loquat.model;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How a model samples, as far as the caller said so. */
public record Sampling(
    OptionalDouble temperature, OptionalDouble topP, OptionalInt maxTokens, List<String> stop) {
  /** All left to the model. */
  public static final Sampling DEFAULT =
      new Sampling(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty(), List.of());
}

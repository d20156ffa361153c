package dev.loquat.prompt.chain;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A step of a chain. Shared by all threads. */
@FunctionalInterface
public interface ChainStep {
  /**
   * Works on the result of the step before.
   *
   * @param variables the variables so far; never to be changed in place
   * @return the variables for the next step, or a failure: {@link ChainException} where the step
   *     itself has something to say
   */
  CompletionStage<Map<String, Object>> apply(Map<String, Object> variables, StepContext context);
}

package dev.loquat.prompt.chain;

import dev.loquat.prompt.chain.ChainException.Reason;
import dev.loquat.prompt.schema.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The steps there are, by name. Immutable: {@link #with} gives a larger registry. */
public final class ChainSteps {
  /** The name of the step that needs a model; without one it fails with a clear error. */
  public static final String TRANSLATE = "translate_zh2en";

  private final Map<String, ChainStep> steps;

  private ChainSteps(Map<String, ChainStep> steps) {
    this.steps = steps;
  }

  /** {@code normalize}, {@code validate} and {@code translate_zh2en} without a model. */
  public static ChainSteps builtIn() {
    var steps = new LinkedHashMap<String, ChainStep>();
    steps.put("normalize", TextStep.of(Normalization::normalize));
    steps.put("validate", ChainSteps::validate);
    steps.put(TRANSLATE, ChainSteps::noModel);
    return new ChainSteps(steps);
  }

  /** The same with one more step, which replaces one of the same name. */
  public ChainSteps with(String name, ChainStep step) {
    var more = new LinkedHashMap<>(steps);
    more.put(name, step);
    return new ChainSteps(more);
  }

  /** The step of that name. */
  public Optional<ChainStep> find(String name) {
    return Optional.ofNullable(steps.get(name));
  }

  /** All names. */
  public Set<String> names() {
    return Set.copyOf(steps.keySet());
  }

  private static CompletionStage<Map<String, Object>> validate(
      Map<String, Object> variables, StepContext context) {
    List<Violation> violations = context.schema().validate(variables, context.locale());
    if (violations.isEmpty()) {
      return CompletableFuture.completedFuture(variables);
    }
    return CompletableFuture.failedFuture(
        new ChainException(
            "validate",
            Reason.INVALID,
            "the variables are no longer valid: "
                + violations.getFirst().pointer()
                + " "
                + violations.getFirst().message(),
            violations));
  }

  private static CompletionStage<Map<String, Object>> noModel(
      Map<String, Object> variables, StepContext context) {
    return CompletableFuture.failedFuture(
        new ChainException(
            TRANSLATE,
            Reason.UNAVAILABLE,
            "no model is configured that could translate; configure one or take the step out of"
                + " the chain of '"
                + context.prompt()
                + "'"));
  }
}

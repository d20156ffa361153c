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

  private static final String TRUNCATE = "truncate";
  private static final int DEFAULT_LENGTH = 8_000;

  private final Map<String, ChainStep> steps;

  private ChainSteps(Map<String, ChainStep> steps) {
    this.steps = steps;
  }

  /**
   * {@code normalize}, {@code validate}, {@code truncate}, {@code redact}, and {@code
   * translate_zh2en} without a model.
   */
  public static ChainSteps builtIn() {
    var steps = new LinkedHashMap<String, ChainStep>();
    steps.put("normalize", TextStep.of(Normalization::normalize));
    steps.put("validate", ChainSteps::validate);
    steps.put(TRUNCATE, truncate(DEFAULT_LENGTH));
    steps.put("redact", TextStep.of(Redaction::redact));
    steps.put(TRANSLATE, ChainSteps::noModel);
    return new ChainSteps(steps);
  }

  /** The same with one more step, which replaces one of the same name. */
  public ChainSteps with(String name, ChainStep step) {
    var more = new LinkedHashMap<>(steps);
    more.put(name, step);
    return new ChainSteps(more);
  }

  /** The step of that name; {@code truncate:500} is {@code truncate} with another length. */
  public Optional<ChainStep> find(String name) {
    ChainStep known = steps.get(name);
    if (known == null && name.matches(TRUNCATE + ":[1-9][0-9]{0,6}")) {
      return Optional.of(truncate(Integer.parseInt(name.substring(TRUNCATE.length() + 1))));
    }
    return Optional.ofNullable(known);
  }

  private static ChainStep truncate(int most) {
    return TextStep.of(
        text ->
            text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…");
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

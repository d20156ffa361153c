package dev.loquat.prompt;

import dev.loquat.prompt.chain.Chain;
import dev.loquat.prompt.template.RenderLimits;
import java.util.Locale;

/**
 * How to render.
 *
 * @param provenance whether messages carry their spans
 * @param locale the language of violations: zh, else en
 * @param runner runs the steps of the chain
 */
public record RenderOptions(
    RenderLimits limits, boolean provenance, Locale locale, Chain.Runner runner) {
  /** Default limits, no provenance, English. */
  public static final RenderOptions DEFAULT =
      new RenderOptions(RenderLimits.DEFAULT, false, Locale.ENGLISH, Chain.Runner.DIRECT);

  /** The same with or without provenance. */
  public RenderOptions withProvenance(boolean wanted) {
    return new RenderOptions(limits, wanted, locale, runner);
  }

  /** The same with other limits. */
  public RenderOptions withLimits(RenderLimits others) {
    return new RenderOptions(others, provenance, locale, runner);
  }

  /** The same in another language. */
  public RenderOptions withLocale(Locale other) {
    return new RenderOptions(limits, provenance, other, runner);
  }

  /** The same with another runner of chain steps. */
  public RenderOptions withRunner(Chain.Runner other) {
    return new RenderOptions(limits, provenance, locale, other);
  }
}

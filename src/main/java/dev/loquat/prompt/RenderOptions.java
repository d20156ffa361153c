package dev.loquat.prompt;

import dev.loquat.prompt.chain.Chain;
import dev.loquat.prompt.template.RenderLimits;
import java.util.Locale;

/**
 * How to render.
 *
 * @param provenance whether messages carry their spans
 * @param locale the language of violations: zh, else en
 * @param observer is told of chain steps
 */
public record RenderOptions(
    RenderLimits limits, boolean provenance, Locale locale, Chain.Observer observer) {
  /** Default limits, no provenance, English. */
  public static final RenderOptions DEFAULT =
      new RenderOptions(RenderLimits.DEFAULT, false, Locale.ENGLISH, Chain.Observer.NONE);

  /** The same with or without provenance. */
  public RenderOptions withProvenance(boolean wanted) {
    return new RenderOptions(limits, wanted, locale, observer);
  }

  /** The same with other limits. */
  public RenderOptions withLimits(RenderLimits others) {
    return new RenderOptions(others, provenance, locale, observer);
  }

  /** The same in another language. */
  public RenderOptions withLocale(Locale other) {
    return new RenderOptions(limits, provenance, other, observer);
  }

  /** The same with an observer of chain steps. */
  public RenderOptions withObserver(Chain.Observer other) {
    return new RenderOptions(limits, provenance, locale, other);
  }
}

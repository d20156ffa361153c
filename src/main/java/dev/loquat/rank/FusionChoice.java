package dev.loquat.rank;

/**
 * How two ranked lists become one.
 *
 * @param method linear or reciprocal rank
 * @param alpha weight of the BM25 path in [0,1]: 1 is BM25 alone, 0 vectors alone
 */
public record FusionChoice(Method method, double alpha) {

  /** Linear with 0.45, what a collection uses before any tuning. */
  public static final FusionChoice DEFAULT = new FusionChoice(Method.LINEAR, 0.45);

  /** The ways of fusing. */
  public enum Method {
    /** A weighted sum of min-max-normalised scores. */
    LINEAR,
    /** Reciprocal rank fusion, k = 60: only the ranks count. */
    RRF
  }

  public FusionChoice {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha must be between 0 and 1, not " + alpha);
    }
  }
}

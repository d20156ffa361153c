package dev.loquat.rank;

/**
 * How two ranked lists become one.
 *
 * @param method linear or reciprocal rank
 * @param alpha weight of the BM25 path in [0,1]: 1 is BM25 alone, 0 vectors alone; linear only
 * @param ranks what counts where only the ranks do
 */
public record FusionChoice(Method method, double alpha, Ranks ranks) {

  /** Linear with 0.45, what a collection uses before any tuning. */
  public static final FusionChoice DEFAULT = new FusionChoice(Method.LINEAR, 0.45);

  /** The ways of fusing. */
  public enum Method {
    /** A weighted sum of min-max-normalised scores. */
    LINEAR,
    /** Reciprocal rank fusion: only the ranks count. */
    RRF
  }

  /**
   * Reciprocal rank fusion's parameters: a passage gets {@code weight / (k + rank)} of each path.
   *
   * @param k from 1 to 1000: the larger, the less the first ranks stand out
   * @param bm25 weight of the BM25 path, from 0 to 100
   * @param vector weight of the vector path, from 0 to 100; not both are 0
   */
  public record Ranks(int k, double bm25, double vector) {
    /** As published: k = 60 and equal weights. */
    public static final Ranks DEFAULT = new Ranks(60, 1, 1);

    /** The largest k. */
    public static final int MAX_K = 1000;

    /** The largest weight. */
    public static final int MAX_WEIGHT = 100;

    public Ranks {
      if (k < 1 || k > MAX_K) {
        throw new IllegalArgumentException("k must be between 1 and " + MAX_K + ", not " + k);
      }
      if (!isWeight(bm25) || !isWeight(vector) || bm25 + vector == 0) {
        throw new IllegalArgumentException(
            "weights must be between 0 and %d and not both 0, not %s and %s"
                .formatted(MAX_WEIGHT, bm25, vector));
      }
    }

    private static boolean isWeight(double weight) {
      return weight >= 0 && weight <= MAX_WEIGHT;
    }
  }

  public FusionChoice {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha must be between 0 and 1, not " + alpha);
    }
  }

  /** A choice with the usual parameters where only ranks count. */
  public FusionChoice(Method method, double alpha) {
    this(method, alpha, Ranks.DEFAULT);
  }

  /** Whether the BM25 path counts at all. */
  public boolean countsBm25() {
    return method == Method.LINEAR ? alpha > 0 : ranks.bm25() > 0;
  }

  /** Whether the vector path counts at all. */
  public boolean countsVectors() {
    return method == Method.LINEAR ? alpha < 1 : ranks.vector() > 0;
  }
}

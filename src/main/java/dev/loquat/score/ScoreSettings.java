package dev.loquat.score;

/**
 * Weights and thresholds of the score; immutable, so that a running service exchanges them whole.
 *
 * @param consistencyWeight share of consistency, 0 or more
 * @param completenessWeight share of completeness, 0 or more; the score divides by the sum of both
 * @param consistencyThreshold least consistency of a trusted answer, in [0,1]
 * @param completenessThreshold least completeness of a trusted answer, in [0,1]
 */
public record ScoreSettings(
    double consistencyWeight,
    double completenessWeight,
    double consistencyThreshold,
    double completenessThreshold) {

  public ScoreSettings {
    requireWeight("consistencyWeight", consistencyWeight);
    requireWeight("completenessWeight", completenessWeight);
    requireShare("consistencyThreshold", consistencyThreshold);
    requireShare("completenessThreshold", completenessThreshold);
    if (consistencyWeight + completenessWeight == 0) {
      throw new IllegalArgumentException("the two weights must not both be 0");
    }
  }

  /** 0.6 and 0.4; 0.75 and 0.8. */
  public static ScoreSettings standard() {
    return new ScoreSettings(0.6, 0.4, 0.75, 0.8);
  }

  private static void requireWeight(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be 0 or more, was " + value);
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0,1], was " + value);
    }
  }
}

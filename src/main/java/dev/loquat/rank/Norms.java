package dev.loquat.rank;

/**
 * BM25's saturation for one average length: {@code tf (k1+1) / (tf + k1 (1 - b + b length/avg))}.
 */
final class Norms {
  static final double K1 = 1.5;
  static final double B = 0.75;
  private static final int TABLE = 2048;

  private final double perTerm;
  private final double[] byLength = new double[TABLE];

  Norms(double averageLength) {
    perTerm = averageLength > 0 ? K1 * B / averageLength : 0;
    for (int length = 0; length < TABLE; length++) {
      byLength[length] = K1 * (1 - B) + perTerm * length;
    }
  }

  double of(int length) {
    return length < TABLE ? byLength[length] : K1 * (1 - B) + perTerm * length;
  }

  double saturation(int tf, int length) {
    return tf * (K1 + 1) / (tf + of(length));
  }
}

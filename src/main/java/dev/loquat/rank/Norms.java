package dev.loquat.rank;

/**
 * BM25's saturation for one average length: {@code tf (k1+1) / (tf + k1 (1 - b + b length/avg))}.
 */
final class Norms {
  static final double K1 = 1.5;
  static final double B = 0.75;
  private final double perTerm;

  Norms(double averageLength) {
    perTerm = averageLength > 0 ? K1 * B / averageLength : 0;
  }

  double of(int length) {
    return K1 * (1 - B) + perTerm * length;
  }

  double saturation(int tf, int length) {
    return tf * (K1 + 1) / (tf + of(length));
  }
}

package dev.loquat.text.ja;

import java.util.Arrays;
import java.util.Random;

/** Groups vectors by k-means, begun at random members, distances in a random projection. */
final class Clusters {
  private static final int ROUNDS = 12;

  private Clusters() {}

  /** The group of each vector; vector 0 is alone in group 0. */
  static int[] of(float[][] vectors, int groups) {
    Random random = new Random(3);
    int n = vectors.length;
    int width = vectors[0].length;
    float[][] centre = new float[groups][];
    int[] group = new int[n];
    for (int g = 0; g < groups; g++) {
      centre[g] = vectors[g == 0 ? 0 : 1 + random.nextInt(n - 1)].clone();
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 1; i < n; i++) {
        group[i] = nearest(vectors[i], centre);
      }
      int[] members = new int[groups];
      for (int g = 1; g < groups; g++) {
        centre[g] = new float[width];
      }
      for (int i = 1; i < n; i++) {
        members[group[i]]++;
        for (int k = 0; k < width; k++) {
          centre[group[i]][k] += vectors[i][k];
        }
      }
      for (int g = 1; g < groups; g++) {
        if (members[g] == 0) {
          centre[g] = vectors[1 + random.nextInt(n - 1)].clone();
        } else {
          for (int k = 0; k < width; k++) {
            centre[g][k] /= members[g];
          }
        }
      }
    }
    return group;
  }

  private static int nearest(float[] v, float[][] centre) {
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int g = 1; g < centre.length; g++) {
      double d = 0;
      for (int k = 0; k < v.length && d < least; k++) {
        double x = v[k] - centre[g][k];
        d += x * x;
      }
      if (d < least) {
        least = d;
        best = g;
      }
    }
    return best;
  }

  /** Each row's products with {@code to} random vectors of signs. */
  static float[][] projected(float[][] rows, int to) {
    Random random = new Random(17);
    int width = rows[0].length;
    float[][] out = new float[rows.length][to];
    boolean[] sign = new boolean[width];
    for (int k = 0; k < to; k++) {
      for (int j = 0; j < width; j++) {
        sign[j] = random.nextBoolean();
      }
      for (int i = 0; i < rows.length; i++) {
        double sum = 0;
        for (int j = 0; j < width; j++) {
          sum += sign[j] ? rows[i][j] : -rows[i][j];
        }
        out[i][k] = (float) (sum / Math.sqrt(width));
      }
    }
    return Arrays.copyOf(out, out.length);
  }
}

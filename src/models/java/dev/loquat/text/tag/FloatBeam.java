package dev.loquat.text.tag;

import java.util.Arrays;

/** {@link Beam} over the trainer's weights. */
final class FloatBeam {
  private final float[] sums;
  private final int[] labels;
  private final int[] parents;
  private int size;

  FloatBeam(int width) {
    sums = new float[width];
    labels = new int[width];
    parents = new int[width];
  }

  boolean wants(float sum) {
    return size < sums.length || sum > sums[size - 1];
  }

  void add(float sum, int label, int parent) {
    int at = size < sums.length ? size++ : size - 1;
    while (at > 0 && sums[at - 1] < sum) {
      sums[at] = sums[at - 1];
      labels[at] = labels[at - 1];
      parents[at] = parents[at - 1];
      at--;
    }
    sums[at] = sum;
    labels[at] = label;
    parents[at] = parent;
  }

  /** Where this label after this parent came to stand, -1 if it fell out. */
  int find(int label, int parent) {
    for (int k = 0; k < size; k++) {
      if (labels[k] == label && parents[k] == parent) {
        return k;
      }
    }
    return -1;
  }

  float[] sums() {
    return Arrays.copyOf(sums, size);
  }

  int[] labels() {
    return Arrays.copyOf(labels, size);
  }

  int[] parents() {
    return Arrays.copyOf(parents, size);
  }
}

package dev.loquat.text.tag;

import java.util.Arrays;

/** The best few continuations, best first. */
final class Beam {
  private final int[] sums;
  private final int[] labels;
  private final int[] parents;
  private int size;

  Beam(int width) {
    sums = new int[width];
    labels = new int[width];
    parents = new int[width];
  }

  boolean wants(int sum) {
    return size < sums.length || sum > sums[size - 1];
  }

  void add(int sum, int label, int parent) {
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

  int[] sums() {
    return Arrays.copyOf(sums, size);
  }

  int[] labels() {
    return Arrays.copyOf(labels, size);
  }

  int[] parents() {
    return Arrays.copyOf(parents, size);
  }
}

package dev.loquat.text.tag;

import dev.loquat.text.trie.Gaps;
import dev.loquat.text.trie.ModelFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * For each feature, weights of the labels it speaks for or against. The file holds the features in
 * order, each as its distance from the one before; the table by which they are found is made on
 * loading.
 */
public final class LinearModel {
  private static final String KIND = "LQT3";

  final String[] labels;
  private final int[] keys;
  private final int[] starts;
  private final byte[] who;
  private final byte[] weights;

  private LinearModel(String[] labels, int[] keys, int[] starts, byte[] who, byte[] weights) {
    this.labels = labels;
    this.keys = keys;
    this.starts = starts;
    this.who = who;
    this.weights = weights;
  }

  /**
   * @param features their hashes, distinct, none 0
   * @param who for each feature how many labels it speaks of, then their numbers
   * @param weights beside {@code who}, the weight of each; unused beside the counts
   */
  static LinearModel of(String[] labels, int[] features, byte[] who, byte[] weights) {
    int capacity = Integer.highestOneBit(Math.max(1, features.length * 4 / 3)) * 2;
    int[] keys = new int[capacity];
    int[] starts = new int[capacity];
    int at = 0;
    for (int feature : features) {
      int slot = feature & capacity - 1;
      while (keys[slot] != 0) {
        slot = slot + 1 & capacity - 1;
      }
      keys[slot] = feature;
      starts[slot] = at;
      at += 1 + (who[at] & 0xFF);
    }
    return new LinearModel(labels, keys, starts, who, weights);
  }

  /** What the numbers of scores stand for. */
  public String[] labels() {
    return labels.clone();
  }

  /** Adds up the weights of features from {@code from} on into {@code scores}, one a label. */
  public void score(Features f, int from, int[] scores) {
    int mask = keys.length - 1;
    for (int i = from; i < f.size; i++) {
      int key = f.hashes[i];
      int slot = key & mask;
      while (keys[slot] != 0 && keys[slot] != key) {
        slot = slot + 1 & mask;
      }
      if (keys[slot] == key) {
        int at = starts[slot];
        int n = who[at] & 0xFF;
        for (int k = 1; k <= n; k++) {
          scores[who[at + k] & 0xFF] += weights[at + k];
        }
      }
    }
  }

  /**
   * Reads a model packaged beside a class.
   *
   * @throws IllegalStateException if it is missing or of another kind
   */
  public static LinearModel load(Class<?> beside, String name) {
    ByteBuffer in = ModelFile.open(beside, name, KIND);
    byte[] names = new byte[in.getInt()];
    in.get(names);
    int[] features = new int[in.getInt()];
    byte[] who = new byte[in.getInt()];
    byte[] weights = new byte[who.length];
    Gaps.read(in, features);
    in.get(who);
    for (int at = 0; at < who.length; at += 1 + (who[at] & 0xFF)) {
      in.get(weights, at + 1, who[at] & 0xFF);
    }
    return of(new String(names, StandardCharsets.UTF_8).split("\n"), features, who, weights);
  }

  /** The bytes that {@link #load} reads; the features must rise. */
  static byte[] bytes(String[] labels, int[] features, byte[] who, byte[] weights) {
    byte[] names = String.join("\n", labels).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(16 + names.length + Gaps.LONGEST * features.length + 2 * who.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(KIND.getBytes(StandardCharsets.US_ASCII)).putInt(names.length).put(names);
    out.putInt(features.length).putInt(who.length);
    Gaps.write(features, out);
    out.put(who);
    for (int at = 0; at < who.length; at += 1 + (who[at] & 0xFF)) {
      out.put(weights, at + 1, who[at] & 0xFF);
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}

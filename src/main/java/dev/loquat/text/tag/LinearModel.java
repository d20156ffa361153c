package dev.loquat.text.tag;

import dev.loquat.text.trie.ModelFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** For each feature, weights of the labels it speaks for or against. */
final class LinearModel {
  final String[] labels;
  private final int[] keys;
  private final int[] starts;
  private final byte[] who;
  private final byte[] weights;

  LinearModel(String[] labels, int[] keys, int[] starts, byte[] who, byte[] weights) {
    this.labels = labels;
    this.keys = keys;
    this.starts = starts;
    this.who = who;
    this.weights = weights;
  }

  /** Adds up the weights of features from {@code from} on into {@code scores}, one a label. */
  void score(Features f, int from, int[] scores) {
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

  /** Reads a model packaged beside this class. */
  static LinearModel load(String name) {
    ByteBuffer in = ModelFile.open(LinearModel.class, name, "LQTG");
    byte[] names = new byte[in.getInt()];
    in.get(names);
    int capacity = in.getInt();
    int entries = in.getInt();
    int[] keys = new int[capacity];
    int[] starts = new int[capacity];
    in.asIntBuffer().get(keys).get(starts);
    in.position(in.position() + 8 * capacity);
    byte[] who = new byte[entries];
    byte[] weights = new byte[entries];
    in.get(who).get(weights);
    return new LinearModel(
        new String(names, StandardCharsets.UTF_8).split("\n"), keys, starts, who, weights);
  }

  /** The bytes that {@link #load} reads. */
  ByteBuffer bytes() {
    byte[] names = String.join("\n", labels).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(16 + names.length + 8 * keys.length + 2 * who.length)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.put("LQTG".getBytes(StandardCharsets.US_ASCII)).putInt(names.length).put(names);
    out.putInt(keys.length).putInt(who.length);
    out.asIntBuffer().put(keys).put(starts);
    out.position(out.position() + 8 * keys.length);
    return out.put(who).put(weights).flip();
  }
}

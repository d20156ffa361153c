package dev.loquat.text.zh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Rows of weights by a pair of ids: open addressing, read in bulk as it lies in the file. */
final class Rows {
  final byte[] weights;
  private final int mask;

  /** Each key with its row beside it. */
  private final int[] slots;

  private Rows(int[] slots, byte[] weights) {
    this.weights = weights;
    this.mask = slots.length / 2 - 1;
    this.slots = slots;
  }

  /** Where the row of (a, b) begins in {@link #weights}, or -1. Ids are positive. */
  int find(int a, int b) {
    int key = a << 16 | b;
    int slot = slot(key, mask);
    for (int found = slots[2 * slot]; found != 0; found = slots[2 * slot]) {
      if (found == key) {
        return slots[2 * slot + 1];
      }
      slot = slot + 1 & mask;
    }
    return -1;
  }

  static int slot(int key, int mask) {
    int h = key * 0x9E3779B1;
    return (h ^ h >>> 15) & mask;
  }

  static Rows read(ByteBuffer in, int width) {
    int capacity = in.getInt();
    int n = in.getInt();
    int[] slots = new int[2 * capacity];
    byte[] weights = new byte[n * width];
    in.asIntBuffer().get(slots);
    in.position(in.position() + 8 * capacity);
    in.get(weights);
    return new Rows(slots, weights);
  }

  /** The bytes that {@link #read} reads. */
  static ByteBuffer bytes(int[] pairs, byte[] weights) {
    int n = pairs.length;
    int width = n == 0 ? 1 : weights.length / n;
    int capacity = Integer.highestOneBit(Math.max(1, n * 3 / 2)) * 2;
    int[] slots = new int[2 * capacity];
    for (int i = 0; i < n; i++) {
      int slot = slot(pairs[i], capacity - 1);
      while (slots[2 * slot] != 0) {
        slot = slot + 1 & capacity - 1;
      }
      slots[2 * slot] = pairs[i];
      slots[2 * slot + 1] = i * width;
    }
    ByteBuffer out =
        ByteBuffer.allocate(8 + 8 * capacity + weights.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(capacity).putInt(n);
    out.asIntBuffer().put(slots);
    out.position(8 + 8 * capacity);
    return out.put(weights).flip();
  }
}

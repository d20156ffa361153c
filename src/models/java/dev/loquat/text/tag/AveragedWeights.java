package dev.loquat.text.tag;

import java.util.Arrays;

/**
 * The weights of an averaged perceptron over hashed features (Collins 2002): for each feature one
 * entry a label it ever spoke of.
 */
public final class AveragedWeights {
  /** One feature's weights, and what their averages need. */
  private static final class Row {
    byte[] who = new byte[2];
    float[] now = new float[2];
    float[] sum = new float[2];
    int[] since = new int[2];
    int size;

    int entry(int label) {
      for (int k = 0; k < size; k++) {
        if ((who[k] & 0xFF) == label) {
          return k;
        }
      }
      if (size == who.length) {
        who = Arrays.copyOf(who, 2 * size);
        now = Arrays.copyOf(now, 2 * size);
        sum = Arrays.copyOf(sum, 2 * size);
        since = Arrays.copyOf(since, 2 * size);
      }
      who[size] = (byte) label;
      return size++;
    }
  }

  private int[] keys = new int[1 << 16];
  private Row[] rows = new Row[1 << 16];
  private int size;
  private int time = 1;

  /** Tells that one more example was seen: averages weigh each weight by how long it stood. */
  public void tick() {
    time++;
  }

  /** Adds up the weights of features from {@code from} on. */
  public void score(Features f, int from, float[] scores) {
    for (int k = from; k < f.size; k++) {
      Row r = rows[slot(f.hashes[k])];
      if (r != null) {
        for (int j = 0; j < r.size; j++) {
          scores[r.who[j] & 0xFF] += r.now[j];
        }
      }
    }
  }

  /** Moves what every feature says of a label. */
  public void change(Features f, int label, float by) {
    for (int k = 0; k < f.size; k++) {
      Row r = row(f.hashes[k]);
      int j = r.entry(label);
      r.sum[j] += r.now[j] * (time - r.since[j]);
      r.since[j] = time;
      r.now[j] += by;
    }
  }

  /** Adds the averages of weights that were told of as many examples as these. */
  void add(AveragedWeights other) {
    if (other.time != time) {
      throw new IllegalArgumentException("after " + other.time + " examples, not " + time);
    }
    for (int i = 0; i < other.rows.length; i++) {
      Row theirs = other.rows[i];
      if (theirs == null) {
        continue;
      }
      Row mine = row(other.keys[i]);
      for (int j = 0; j < theirs.size; j++) {
        int k = mine.entry(theirs.who[j] & 0xFF);
        mine.sum[k] += theirs.sum[j] + theirs.now[j] * (time - theirs.since[j]);
      }
    }
  }

  private int slot(int key) {
    int slot = key & keys.length - 1;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private Row row(int key) {
    int slot = slot(key);
    if (rows[slot] == null) {
      if (2 * ++size > keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key;
      rows[slot] = new Row();
    }
    return rows[slot];
  }

  private void grow() {
    int[] oldKeys = keys;
    Row[] oldRows = rows;
    keys = new int[2 * oldKeys.length];
    rows = new Row[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldRows[i] != null) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        rows[slot] = oldRows[i];
      }
    }
  }

  /**
   * The averages as bytes, packed.
   *
   * @param scale what a weight is multiplied with before it is rounded
   * @param faint averages below this are left out
   */
  public Packed packed(String[] labels, double scale, double faint) {
    int[] sorted = java.util.stream.IntStream.of(keys).filter(k -> k != 0).sorted().toArray();
    int[] features = new int[sorted.length];
    byte[] who = new byte[1 << 16];
    byte[] weights = new byte[1 << 16];
    int n = 0;
    int at = 0;
    for (int key : sorted) {
      Row r = rows[slot(key)];
      if (at + r.size + 1 > who.length) {
        who = Arrays.copyOf(who, 2 * who.length);
        weights = Arrays.copyOf(weights, 2 * weights.length);
      }
      int next = at + 1;
      for (int j = 0; j < r.size; j++) {
        double w = (r.sum[j] + r.now[j] * (time - r.since[j])) / time;
        long q = Math.clamp(Math.round(w * scale), -127, 127);
        if (q != 0 && Math.abs(w) >= faint) {
          who[next] = r.who[j];
          weights[next++] = (byte) q;
        }
      }
      if (next > at + 1) {
        who[at] = (byte) (next - at - 1);
        features[n++] = key;
        at = next;
      }
    }
    return new Packed(
        labels, Arrays.copyOf(features, n), Arrays.copyOf(who, at), Arrays.copyOf(weights, at));
  }

  /** A model as it is written, and as it is used. */
  public record Packed(String[] labels, int[] features, byte[] who, byte[] weights) {
    /** The model over these weights. */
    public LinearModel model() {
      return LinearModel.of(labels, features, who, weights);
    }

    /** The same without weights nearer to 0 than {@code weakest}, as they stand in the file. */
    public Packed pruned(int weakest) {
      int[] keptFeatures = new int[features.length];
      byte[] keptWho = new byte[who.length];
      byte[] keptWeights = new byte[who.length];
      int n = 0;
      int end = 0;
      int at = 0;
      for (int feature : features) {
        int count = who[at] & 0xFF;
        int next = end + 1;
        for (int k = at + 1; k <= at + count; k++) {
          if (Math.abs(weights[k]) >= weakest) {
            keptWho[next] = who[k];
            keptWeights[next++] = weights[k];
          }
        }
        if (next > end + 1) {
          keptWho[end] = (byte) (next - end - 1);
          keptFeatures[n++] = feature;
          end = next;
        }
        at += 1 + count;
      }
      return new Packed(
          labels,
          Arrays.copyOf(keptFeatures, n),
          Arrays.copyOf(keptWho, end),
          Arrays.copyOf(keptWeights, end));
    }

    /** The model's file. */
    public byte[] bytes() {
      byte[] out = LinearModel.bytes(labels, features, who, weights);
      System.out.println(features.length + " features, " + out.length + " bytes");
      return out;
    }
  }
}

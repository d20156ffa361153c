package dev.loquat.text.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** Trains a {@link LinearModel}: averaged perceptron, left to right, on its own labels so far. */
final class PerceptronTrainer {
  /** A labelled sequence. */
  record Example(Sequence sequence, String[] gold) {}

  /** A feature's weights, one entry a label it ever spoke of. */
  private static final class Row {
    byte[] who = new byte[2];
    float[] now = new float[2];
    float[] sum = new float[2];
    int[] since = new int[2];
    int size;
    int seen;

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

  private final Templates templates;
  private final Map<Integer, Row> rows = new HashMap<>(1 << 20);
  private final List<String> labels = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private int time = 1;

  PerceptronTrainer(Templates templates) {
    this.templates = templates;
  }

  LinearModel train(List<Example> examples, int epochs, double scale, double faint) {
    TreeSet<String> all = new TreeSet<>();
    examples.forEach(e -> all.addAll(List.of(e.gold)));
    for (String label : all) {
      ids.put(label, labels.size());
      labels.add(label);
    }
    List<Example> order = new ArrayList<>(examples);
    Random random = new Random(11);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Collections.shuffle(order, random);
      int wrong = 0;
      int items = 0;
      for (Example e : order) {
        wrong += learn(e);
        items += e.gold.length;
      }
      System.out.printf("epoch %d: %.4f right%n", epoch, 1 - (double) wrong / items);
    }
    return model(scale, faint);
  }

  private int learn(Example e) {
    Features f = new Features();
    String last = "";
    String beforeLast = "";
    int wrong = 0;
    for (int i = 0; i < e.gold.length; i++) {
      f.clear();
      templates.fixed(e.sequence, i, f);
      templates.history(e.sequence, i, last, beforeLast, f);
      int found = best(f, last);
      int gold = ids.get(e.gold[i]);
      boolean reachable = templates.follows(last, e.gold[i]);
      if (found != gold) {
        wrong++;
        if (reachable) {
          change(f, gold, 1);
          change(f, found, -1);
        }
      }
      time++;
      beforeLast = last;
      // A span whose begin was missed cannot be learned from its middle: go on as if it was found.
      last = reachable ? labels.get(found) : e.gold[i];
    }
    return wrong;
  }

  private int best(Features f, String last) {
    float[] scores = new float[labels.size()];
    for (int k = 0; k < f.size; k++) {
      Row r = rows.get(f.hashes[k]);
      if (r != null) {
        for (int j = 0; j < r.size; j++) {
          scores[r.who[j] & 0xFF] += r.now[j];
        }
      }
    }
    int best = -1;
    for (int t = 0; t < scores.length; t++) {
      if ((best < 0 || scores[t] > scores[best]) && templates.follows(last, labels.get(t))) {
        best = t;
      }
    }
    return best;
  }

  private void change(Features f, int label, float by) {
    for (int k = 0; k < f.size; k++) {
      Row r = rows.computeIfAbsent(f.hashes[k], h -> new Row());
      int j = r.entry(label);
      r.sum[j] += r.now[j] * (time - r.since[j]);
      r.since[j] = time;
      r.now[j] += by;
      r.seen++;
    }
  }

  private LinearModel model(double scale, double faint) {
    List<Integer> keys = new ArrayList<>();
    Map<Integer, byte[][]> kept = new HashMap<>();
    int entries = 0;
    for (Map.Entry<Integer, Row> e : new java.util.TreeMap<>(rows).entrySet()) {
      Row r = e.getValue();
      byte[] who = new byte[r.size];
      byte[] weights = new byte[r.size];
      int n = 0;
      for (int j = 0; j < r.size; j++) {
        double w = (r.sum[j] + r.now[j] * (time - r.since[j])) / time;
        long q = Math.clamp(Math.round(w * scale), -127, 127);
        if (q != 0 && Math.abs(w) >= faint) {
          who[n] = r.who[j];
          weights[n++] = (byte) q;
        }
      }
      if (n > 0) {
        keys.add(e.getKey());
        kept.put(e.getKey(), new byte[][] {Arrays.copyOf(who, n), Arrays.copyOf(weights, n)});
        entries += n + 1;
      }
    }
    return pack(keys, kept, entries);
  }

  private LinearModel pack(List<Integer> keys, Map<Integer, byte[][]> kept, int entries) {
    int capacity = Integer.highestOneBit(Math.max(1, keys.size() * 4 / 3)) * 2;
    int[] table = new int[capacity];
    int[] starts = new int[capacity];
    byte[] who = new byte[entries];
    byte[] weights = new byte[entries];
    int at = 0;
    for (int key : keys) {
      int slot = key & capacity - 1;
      while (table[slot] != 0) {
        slot = slot + 1 & capacity - 1;
      }
      byte[][] row = kept.get(key);
      table[slot] = key;
      starts[slot] = at;
      who[at] = (byte) row[0].length;
      System.arraycopy(row[0], 0, who, at + 1, row[0].length);
      System.arraycopy(row[1], 0, weights, at + 1, row[0].length);
      at += row[0].length + 1;
    }
    System.out.println(keys.size() + " features, " + (8 * capacity + 2 * entries) + " bytes");
    return new LinearModel(labels.toArray(String[]::new), table, starts, who, weights);
  }
}

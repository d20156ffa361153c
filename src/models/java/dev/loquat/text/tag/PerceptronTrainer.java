package dev.loquat.text.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** Trains a {@link LinearModel}: averaged structured perceptron with the labeler's own beam. */
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
  private final int width;
  private int time = 1;

  /**
   * @param width the beam; 1 learns greedily, item by item
   */
  PerceptronTrainer(Templates templates, int width) {
    this.width = width;
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
        wrong += width == 1 ? learnGreedily(e) : learn(e);
        items++;
      }
      System.out.printf("epoch %d: %.4f of sequences right%n", epoch, 1 - (double) wrong / items);
    }
    return model(scale, faint);
  }

  /** Learns from each item, going on with the label found. */
  private int learnGreedily(Example e) {
    Features f = new Features();
    String last = "";
    String beforeLast = "";
    int wrong = 0;
    for (int i = 0; i < e.gold.length; i++) {
      f.clear();
      templates.fixed(e.sequence, i, f);
      templates.history(e.sequence, i, last, beforeLast, f);
      float[] scores = new float[labels.size()];
      score(f, 0, scores);
      int found = 0;
      for (int t = 1; t < scores.length; t++) {
        found = scores[t] > scores[found] ? t : found;
      }
      int gold = ids.get(e.gold[i]);
      if (found != gold) {
        wrong = 1;
        change(f, gold, 1);
        change(f, found, -1);
      }
      time++;
      beforeLast = last;
      last = labels.get(found);
    }
    return wrong;
  }

  /**
   * Decodes with the labeler's beam, and learns where the gold labels fall out of it (Collins and
   * Roark 2004), or from the whole sequence if they come out second.
   */
  private int learn(Example e) {
    int n = e.gold.length;
    int[][] state = new int[n][];
    int[][] parent = new int[n][];
    float[] sums = {0};
    int golden = 0;
    Features f = new Features();
    float[] base = new float[labels.size()];
    float[] scores = new float[labels.size()];
    int i = 0;
    for (; i < n && golden >= 0; i++) {
      f.clear();
      Arrays.fill(base, 0);
      templates.fixed(e.sequence, i, f);
      score(f, 0, base);
      int fixed = f.size;
      FloatBeam next = new FloatBeam(width);
      for (int b = 0; b < sums.length; b++) {
        String last = i == 0 ? "" : labels.get(state[i - 1][b]);
        String beforeLast = i < 2 ? "" : labels.get(state[i - 2][parent[i - 1][b]]);
        System.arraycopy(base, 0, scores, 0, scores.length);
        f.size = fixed;
        templates.history(e.sequence, i, last, beforeLast, f);
        score(f, fixed, scores);
        for (int t = 0; t < scores.length; t++) {
          if (next.wants(sums[b] + scores[t]) && templates.follows(last, labels.get(t))) {
            next.add(sums[b] + scores[t], t, b);
          }
        }
      }
      state[i] = next.labels();
      parent[i] = next.parents();
      sums = next.sums();
      golden = next.find(ids.get(e.gold[i]), golden);
    }
    time++;
    if (golden != 0) {
      correct(e, state, parent, i);
    }
    return golden == 0 ? 0 : 1;
  }

  /** Moves weights from the best labels found for the first {@code n} items to the gold ones. */
  private void correct(Example e, int[][] state, int[][] parent, int n) {
    String[] found = new String[n];
    int b = 0;
    for (int i = n - 1; i >= 0; i--) {
      found[i] = labels.get(state[i][b]);
      b = parent[i][b];
    }
    Features f = new Features();
    for (int i = 0; i < n; i++) {
      boolean same = found[i].equals(e.gold[i]);
      if (same
          && at(found, i - 1).equals(at(e.gold, i - 1))
          && at(found, i - 2).equals(at(e.gold, i - 2))) {
        continue;
      }
      f.clear();
      if (!same) {
        templates.fixed(e.sequence, i, f);
      }
      int fixed = f.size;
      templates.history(e.sequence, i, at(e.gold, i - 1), at(e.gold, i - 2), f);
      change(f, ids.get(e.gold[i]), 1);
      f.size = fixed;
      templates.history(e.sequence, i, at(found, i - 1), at(found, i - 2), f);
      change(f, ids.get(found[i]), -1);
    }
  }

  private static String at(String[] labels, int i) {
    return i < 0 ? "" : labels[i];
  }

  private void score(Features f, int from, float[] scores) {
    for (int k = from; k < f.size; k++) {
      Row r = rows.get(f.hashes[k]);
      if (r != null) {
        for (int j = 0; j < r.size; j++) {
          scores[r.who[j] & 0xFF] += r.now[j];
        }
      }
    }
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
    int capacity = Integer.highestOneBit(Math.max(1, keys.size() * 6 / 5)) * 2;
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

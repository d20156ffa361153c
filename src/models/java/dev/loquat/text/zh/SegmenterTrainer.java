package dev.loquat.text.zh;

import dev.loquat.text.script.CharClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Trains the weights of {@link WordLattice} as an averaged structured perceptron. */
final class SegmenterTrainer {
  /** How much a word's log-probability weighs against one update of the perceptron. */
  private static final double PRIOR = 3;

  private static final double UNLISTED = -14;
  private static final int LONGEST = 10;

  /** A row of weights with what its average needs. */
  static final class Row {
    final float[] now;
    final float[] sum;
    final int[] since;

    Row(int n) {
      now = new float[n];
      sum = new float[n];
      since = new int[n];
    }
  }

  /** A sentence as atoms, with the ends of its words. */
  private record Example(char[] unit, byte[] kind, String[] form, int[] ends) {}

  final Map<Long, Row> rows = new HashMap<>(1 << 18);
  private final Map<String, Integer> counts;
  private final double total;
  private final char[] fold;
  private int time = 1;

  SegmenterTrainer(Map<String, Integer> counts, char[] fold) {
    this.counts = counts;
    this.total = counts.values().stream().mapToDouble(c -> c + 1).sum();
    this.fold = fold;
  }

  void train(List<List<String>> sentences, int epochs) {
    List<Example> examples = new ArrayList<>();
    sentences.forEach(s -> examples.add(example(s)));
    Random random = new Random(7);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Collections.shuffle(examples, random);
      int wrong = 0;
      for (Example e : examples) {
        int[] found = decode(e);
        if (!Arrays.equals(found, e.ends)) {
          wrong++;
          update(e, e.ends, 1);
          update(e, found, -1);
        }
        time++;
      }
      System.out.println("epoch " + epoch + ": " + wrong + " of " + examples.size() + " wrong");
    }
    rows.values().forEach(r -> average(r));
  }

  private void average(Row r) {
    for (int i = 0; i < r.now.length; i++) {
      r.now[i] = (r.sum[i] + r.now[i] * (time - r.since[i])) / time;
    }
  }

  private Example example(List<String> words) {
    String text = String.join("", words);
    Atoms atoms = new Atoms(fold);
    atoms.read(text, 0, text.length(), Integer.MAX_VALUE);
    Set<Integer> gold = new HashSet<>();
    int at = 0;
    for (String w : words) {
      gold.add(at += w.length());
    }
    List<Integer> ends = new ArrayList<>();
    String[] form = new String[atoms.n];
    for (int i = 0; i < atoms.n; i++) {
      form[i] = String.valueOf(atoms.unit[i]);
      if (gold.contains(atoms.end[i]) || i == atoms.n - 1) {
        ends.add(i + 1);
      }
    }
    return new Example(
        Arrays.copyOf(atoms.unit, atoms.n),
        Arrays.copyOf(atoms.kind, atoms.n),
        form,
        ends.stream().mapToInt(e -> e).toArray());
  }

  private int[] decode(Example e) {
    int n = e.unit.length;
    float[][] score = new float[n][CharModel.TAGS];
    emit(e, score);
    double[] middle = new double[n + 1];
    for (int i = 0; i < n; i++) {
      middle[i + 1] = middle[i] + score[i][CharModel.MIDDLE];
    }
    double[] best = new double[n + 1];
    int[] back = new int[n + 1];
    Arrays.fill(best, 1, n + 1, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j <= Math.min(n, i + LONGEST); j++) {
        if (j > i + 1 && (e.kind[i] == CharClass.PUNCT || e.kind[j - 1] == CharClass.PUNCT)) {
          break;
        }
        double shape =
            j == i + 1
                ? score[i][CharModel.SINGLE]
                : score[i][CharModel.BEGIN]
                    + middle[j - 1]
                    - middle[i + 1]
                    + score[j - 1][CharModel.END];
        double sum = best[i] + shape + worth(e, i, j);
        if (sum > best[j]) {
          best[j] = sum;
          back[j] = i;
        }
      }
    }
    List<Integer> ends = new ArrayList<>();
    for (int j = n; j > 0; j = back[j]) {
      ends.addFirst(j);
    }
    return ends.stream().mapToInt(x -> x).toArray();
  }

  private double worth(Example e, int i, int j) {
    String word = j == i + 1 ? e.form[i] : new String(e.unit, i, j - i);
    Integer count = counts.get(word);
    return count != null ? listed(count, j - i) : unlisted(kindOf(e, i, j), j - i);
  }

  double listed(int count, int length) {
    return PRIOR * Math.log((count + 1) / total) + weight(bucketKey(bucket(count), length));
  }

  double unlisted(int kind, int length) {
    double prior =
        switch (kind) {
          case 0 -> UNLISTED - (length - 1);
          case 4 -> -10;
          default -> -6;
        };
    return PRIOR * prior + weight(bucketKey(8 + kind, length));
  }

  private double weight(long key) {
    Row r = rows.get(key);
    return r == null ? 0 : r.now[0];
  }

  private static int kindOf(Example e, int i, int j) {
    return switch (e.kind[i]) {
      case CharClass.DIGIT -> j == i + 1 ? 2 : 4;
      case CharClass.LATIN -> j == i + 1 ? 3 : 4;
      case CharClass.PUNCT -> 1;
      default -> 0;
    };
  }

  private static int bucket(int count) {
    int[] bounds = {0, 1, 3, 10, 50, 300, 3000};
    int b = 0;
    while (b < bounds.length && count >= bounds[b] + (b == 0 ? 1 : 0)) {
      b++;
    }
    return b;
  }

  private static long bucketKey(int bucket, int length) {
    return 4L << 40 | (long) Math.min(length, Lexicon.LENGTHS) << 20 | bucket;
  }

  static long unigram(char c) {
    return c;
  }

  static long pair(char a, char b) {
    return 1L << 40 | (long) a << 16 | b;
  }

  static long skip(char a, char b) {
    return 2L << 40 | (long) a << 16 | b;
  }

  private static char at(Example e, int i) {
    return i < 0 ? CharModel.BEFORE : i >= e.unit.length ? CharModel.BEHIND : e.unit[i];
  }

  private void emit(Example e, float[][] score) {
    int n = e.unit.length;
    for (int p = 0; p < n; p++) {
      for (int o = -2; o <= 2; o++) {
        add(rows.get(unigram(at(e, p + o))), (o + 2) * 4, score[p]);
      }
      for (int o = -2; o <= 1; o++) {
        add(rows.get(pair(at(e, p + o), at(e, p + o + 1))), (o + 2) * 4, score[p]);
      }
      add(rows.get(skip(at(e, p - 1), at(e, p + 1))), 0, score[p]);
    }
  }

  private static void add(Row r, int at, float[] score) {
    if (r != null) {
      for (int t = 0; t < 4; t++) {
        score[t] += r.now[at + t];
      }
    }
  }

  private void update(Example e, int[] ends, float by) {
    int i = 0;
    for (int j : ends) {
      for (int p = i; p < j; p++) {
        int tag =
            j == i + 1
                ? CharModel.SINGLE
                : p == i ? CharModel.BEGIN : p == j - 1 ? CharModel.END : CharModel.MIDDLE;
        for (int o = -2; o <= 2; o++) {
          change(unigram(at(e, p + o)), CharModel.UNIGRAM_ROW, (o + 2) * 4 + tag, by);
        }
        for (int o = -2; o <= 1; o++) {
          change(pair(at(e, p + o), at(e, p + o + 1)), CharModel.PAIR_ROW, (o + 2) * 4 + tag, by);
        }
        change(skip(at(e, p - 1), at(e, p + 1)), 4, tag, by);
      }
      String word = j == i + 1 ? e.form[i] : new String(e.unit, i, j - i);
      Integer count = counts.get(word);
      int bucket = count != null ? bucket(count) : 8 + kindOf(e, i, j);
      change(bucketKey(bucket, j - i), 1, 0, by);
      i = j;
    }
  }

  private void change(long key, int width, int at, float by) {
    Row r = rows.computeIfAbsent(key, k -> new Row(width));
    r.sum[at] += r.now[at] * (time - r.since[at]);
    r.since[at] = time;
    r.now[at] += by;
  }
}

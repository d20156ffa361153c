package dev.loquat.text.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Trains a {@link LinearModel}: averaged structured perceptron with the labeler's own beam. */
final class PerceptronTrainer {
  /**
   * A labelled sequence.
   *
   * @param domain whose way of labelling this is; the model is of domain 0
   */
  record Example(Sequence sequence, String[] gold, int domain) {
    Example(Sequence sequence, String[] gold) {
      this(sequence, gold, 0);
    }
  }

  /** An example with its fixed features, which are read once. */
  private record Prepared(Sequence sequence, String[] gold, int domain, int[][] fixed) {
    /** The same without a share of the features, the same ones wherever they stand. */
    Prepared without(double share, int seed) {
      int least = (int) (share * (1 << 24));
      int[][] kept = new int[fixed.length][];
      for (int i = 0; i < kept.length; i++) {
        kept[i] = IntStream.of(fixed[i]).filter(f -> mixed(f ^ seed) >>> 8 >= least).toArray();
      }
      return new Prepared(sequence, gold, domain, kept);
    }

    private static int mixed(int x) {
      int h = x * 0x9E3779B1;
      h = (h ^ h >>> 16) * 0x85EBCA6B;
      return h ^ h >>> 13;
    }
  }

  private final Templates templates;
  private final List<String> labels = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final int width;
  private final int times;
  private final double dropped;
  private DomainWeights weights = new DomainWeights(1);

  /**
   * @param width the beam; 1 learns greedily, item by item
   */
  PerceptronTrainer(Templates templates, int width) {
    this(templates, width, 1);
  }

  /**
   * @param times how often it learns, each time in another order; the model is the mean
   */
  PerceptronTrainer(Templates templates, int width, int times) {
    this(templates, width, times, 0);
  }

  /**
   * @param dropped the share of the fixed features, from 0 to 1, that a sequence lacks each time it
   *     is learned from, each time others: so no feature is relied on that new text will not have
   */
  PerceptronTrainer(Templates templates, int width, int times, double dropped) {
    this.width = width;
    this.templates = templates;
    this.times = times;
    this.dropped = dropped;
  }

  /** Another with the same labels, which learns weights of its own. */
  private PerceptronTrainer(PerceptronTrainer as) {
    this(as.templates, as.width, as.times, as.dropped);
    labels.addAll(as.labels);
    ids.putAll(as.ids);
  }

  AveragedWeights.Packed train(List<Example> examples, int epochs, double scale, double faint) {
    TreeSet<String> known = new TreeSet<>();
    examples.forEach(e -> known.addAll(List.of(e.gold)));
    for (String label : known) {
      ids.put(label, labels.size());
      labels.add(label);
    }
    List<Prepared> prepared = new ArrayList<>();
    examples.forEach(e -> prepared.add(prepared(e)));
    int domains = 1 + examples.stream().mapToInt(Example::domain).max().orElse(0);
    List<AveragedWeights> all =
        IntStream.range(0, times)
            .parallel()
            .mapToObj(time -> new PerceptronTrainer(this).learned(prepared, domains, epochs, time))
            .toList();
    AveragedWeights sum = all.getFirst();
    all.subList(1, times).forEach(sum::add);
    return sum.packed(labels.toArray(String[]::new), scale / times, faint * times);
  }

  private AveragedWeights learned(List<Prepared> examples, int domains, int epochs, int time) {
    weights = new DomainWeights(domains);
    List<Prepared> order = new ArrayList<>(examples);
    Random random = new Random(11 + time);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Collections.shuffle(order, random);
      int wrong = 0;
      for (Prepared each : order) {
        Prepared e = dropped == 0 ? each : each.without(dropped, random.nextInt());
        wrong += width == 1 ? learnGreedily(e) : learn(e);
      }
      System.out.printf(
          "epoch %d: %.4f of sequences right%n", epoch, 1 - (double) wrong / order.size());
    }
    return weights.of(0);
  }

  private Prepared prepared(Example e) {
    int[][] fixed = new int[e.gold.length][];
    Features f = new Features();
    for (int i = 0; i < fixed.length; i++) {
      f.clear();
      templates.fixed(e.sequence, i, f);
      fixed[i] = Arrays.copyOf(f.hashes, f.size);
    }
    return new Prepared(e.sequence, e.gold, e.domain, fixed);
  }

  private static void fixed(Prepared e, int i, Features f) {
    int[] fixed = e.fixed[i];
    f.clear();
    if (f.hashes.length < fixed.length) {
      f.hashes = new int[2 * fixed.length];
    }
    System.arraycopy(fixed, 0, f.hashes, 0, fixed.length);
    f.size = fixed.length;
  }

  /** Learns from each item, going on with the label found. */
  private int learnGreedily(Prepared e) {
    Features f = new Features();
    String last = "";
    String beforeLast = "";
    int wrong = 0;
    for (int i = 0; i < e.gold.length; i++) {
      fixed(e, i, f);
      templates.history(e.sequence, i, last, beforeLast, f);
      float[] scores = new float[labels.size()];
      weights.score(e.domain, f, 0, scores);
      int found = 0;
      for (int t = 1; t < scores.length; t++) {
        found = scores[t] > scores[found] ? t : found;
      }
      int gold = ids.get(e.gold[i]);
      if (found != gold) {
        wrong = 1;
        weights.change(e.domain, f, gold, 1);
        weights.change(e.domain, f, found, -1);
      }
      weights.tick();
      beforeLast = last;
      last = labels.get(found);
    }
    return wrong;
  }

  /**
   * Decodes with the labeler's beam, and learns where the gold labels fall out of it (Collins and
   * Roark 2004), or from the whole sequence if they come out second.
   */
  private int learn(Prepared e) {
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
      Arrays.fill(base, 0);
      fixed(e, i, f);
      weights.score(e.domain, f, 0, base);
      int fixed = f.size;
      FloatBeam next = new FloatBeam(width);
      for (int b = 0; b < sums.length; b++) {
        String last = i == 0 ? "" : labels.get(state[i - 1][b]);
        String beforeLast = i < 2 ? "" : labels.get(state[i - 2][parent[i - 1][b]]);
        System.arraycopy(base, 0, scores, 0, scores.length);
        f.size = fixed;
        templates.history(e.sequence, i, last, beforeLast, f);
        weights.score(e.domain, f, fixed, scores);
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
    weights.tick();
    if (golden != 0) {
      correct(e, state, parent, i);
    }
    return golden == 0 ? 0 : 1;
  }

  /** Moves weights from the best labels found for the first {@code n} items to the gold ones. */
  private void correct(Prepared e, int[][] state, int[][] parent, int n) {
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
        fixed(e, i, f);
      }
      int fixed = f.size;
      templates.history(e.sequence, i, at(e.gold, i - 1), at(e.gold, i - 2), f);
      weights.change(e.domain, f, ids.get(e.gold[i]), 1);
      f.size = fixed;
      templates.history(e.sequence, i, at(found, i - 1), at(found, i - 2), f);
      weights.change(e.domain, f, ids.get(found[i]), -1);
    }
  }

  private static String at(String[] labels, int i) {
    return i < 0 ? "" : labels[i];
  }
}

package dev.loquat.text.tag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A network of one hidden layer that tells a word's label by a row of numbers; its output has
 * weights that all domains share and weights of each. Learns by Adam (Kingma and Ba 2015), with
 * dropout, in a fixed order: the same examples give the same network.
 */
final class WordNetwork {
  /** A word: its numbers, its label, and whose way of labelling this is. */
  record Word(float[] input, int label, int domain) {}

  private static final int BATCH = 32;
  private static final float DROPOUT = 0.3f;
  private static final float RATE = 5e-4f;
  private static final float OFTEN = 0.9f;
  private static final float SELDOM = 0.999f;

  /** Rows of weights with what Adam needs of each. */
  private static final class Layer {
    final float[][] weights;
    final float[][] mean;
    final float[][] square;

    Layer(int inputs, int outputs, Random random) {
      weights = new float[inputs][outputs];
      mean = new float[inputs][outputs];
      square = new float[inputs][outputs];
      double size = Math.sqrt(1.0 / inputs);
      for (float[] row : weights) {
        for (int j = 0; j < outputs; j++) {
          row[j] = (float) (size * random.nextGaussian());
        }
      }
    }

    void move(int row, float[] gradient, float rate) {
      float[] w = weights[row];
      float[] m = mean[row];
      float[] s = square[row];
      for (int j = 0; j < w.length; j++) {
        float g = gradient[j];
        m[j] = OFTEN * m[j] + (1 - OFTEN) * g;
        s[j] = SELDOM * s[j] + (1 - SELDOM) * g * g;
        w[j] -= rate * m[j] / ((float) Math.sqrt(s[j]) + 1e-8f);
      }
    }
  }

  private final int inputs;
  private final int hidden;
  private final int labels;

  /** A row an input, and one that always counts. */
  private final Layer in;

  /** The same for hidden units, once for all domains and once for each. */
  private final Layer out;

  private final Random random;

  /**
   * @param inputs numbers a word, a multiple of 4
   * @param seed of the weights that it begins with, its dropout and its order
   */
  WordNetwork(int inputs, int hidden, int labels, int domains, int seed) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.labels = labels;
    random = new Random(seed);
    in = new Layer(inputs + 1, hidden, random);
    out = new Layer((hidden + 1) * (domains + 1), labels, random);
    for (int k = hidden + 1; k < out.weights.length; k++) {
      Arrays.fill(out.weights[k], 0);
    }
  }

  /** Learns from all words, each once an epoch, by steps that grow smaller to the end. */
  void learn(List<Word> words, int epochs) {
    List<Word> order = new ArrayList<>(words);
    int steps = epochs * ((order.size() + BATCH - 1) / BATCH);
    int step = 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Collections.shuffle(order, random);
      double loss = 0;
      for (int at = 0; at < order.size(); at += BATCH) {
        float rate = RATE * (1 - (float) step / steps);
        step++;
        double bias = Math.sqrt(1 - Math.pow(SELDOM, step)) / (1 - Math.pow(OFTEN, step));
        loss += learn(order.subList(at, Math.min(order.size(), at + BATCH)), (float) (rate * bias));
      }
      System.out.printf("epoch %d: loss %.4f%n", epoch, loss / order.size());
    }
  }

  private double learn(List<Word> batch, float rate) {
    int n = batch.size();
    float[][] x = batch.stream().map(Word::input).toArray(float[][]::new);
    float[][] h = hidden(x);
    float[][] kept = new float[n][];
    float[][] error = new float[n][];
    double loss = 0;
    for (int b = 0; b < n; b++) {
      kept[b] = dropped(h[b]);
      Word w = batch.get(b);
      error[b] = logProbabilities(kept[b], w.domain);
      loss -= error[b][w.label];
      for (int t = 0; t < labels; t++) {
        error[b][t] = ((float) Math.exp(error[b][t]) - (t == w.label ? 1 : 0)) / n;
      }
    }
    float[][] back = back(batch, kept, error);
    moveOut(batch, kept, error, rate);
    moveIn(x, back, rate);
    return loss;
  }

  private void moveIn(float[][] x, float[][] back, float rate) {
    float[] gradient = new float[hidden];
    for (int k = 0; k < inputs; k++) {
      Arrays.fill(gradient, 0);
      int b = 0;
      for (; b + 4 <= x.length; b += 4) {
        addFour(back, b, x[b][k], x[b + 1][k], x[b + 2][k], x[b + 3][k], gradient);
      }
      for (; b < x.length; b++) {
        add(back[b], x[b][k], gradient);
      }
      in.move(k, gradient, rate);
    }
    Arrays.fill(gradient, 0);
    for (float[] row : back) {
      add(row, 1, gradient);
    }
    in.move(inputs, gradient, rate);
  }

  /** Four rows at once, which halves the time. */
  private static void addFour(
      float[][] rows, int at, float a, float b, float c, float d, float[] to) {
    float[] ra = rows[at];
    float[] rb = rows[at + 1];
    float[] rc = rows[at + 2];
    float[] rd = rows[at + 3];
    for (int j = 0; j < to.length; j++) {
      to[j] += a * ra[j] + b * rb[j] + c * rc[j] + d * rd[j];
    }
  }

  private float[][] back(List<Word> batch, float[][] kept, float[][] error) {
    float[][] back = new float[kept.length][hidden];
    for (int b = 0; b < kept.length; b++) {
      int own = (hidden + 1) * (1 + batch.get(b).domain);
      for (int k = 0; k < hidden; k++) {
        if (kept[b][k] > 0) {
          float sum = 0;
          for (int t = 0; t < labels; t++) {
            sum += error[b][t] * (out.weights[k][t] + out.weights[own + k][t]);
          }
          back[b][k] = sum / (1 - DROPOUT);
        }
      }
    }
    return back;
  }

  private void moveOut(List<Word> batch, float[][] kept, float[][] error, float rate) {
    float[] gradient = new float[labels];
    for (int k = 0; k < out.weights.length; k++) {
      Arrays.fill(gradient, 0);
      int domain = k / (hidden + 1) - 1;
      int unit = k % (hidden + 1);
      boolean any = false;
      for (int b = 0; b < kept.length; b++) {
        if (domain < 0 || domain == batch.get(b).domain) {
          add(error[b], unit < hidden ? kept[b][unit] : 1, gradient);
          any = true;
        }
      }
      if (any) {
        out.move(k, gradient, rate);
      }
    }
  }

  private float[] dropped(float[] values) {
    float[] kept = new float[values.length];
    for (int k = 0; k < kept.length; k++) {
      kept[k] = random.nextFloat() < DROPOUT ? 0 : values[k] / (1 - DROPOUT);
    }
    return kept;
  }

  private static void add(float[] row, float by, float[] to) {
    for (int j = 0; j < to.length; j++) {
      to[j] += by * row[j];
    }
  }

  private float[][] hidden(float[][] x) {
    float[][] h = new float[x.length][];
    Arrays.setAll(h, b -> in.weights[inputs].clone());
    for (int k = 0; k < inputs; k += 4) {
      for (int b = 0; b < x.length; b++) {
        addFour(in.weights, k, x[b][k], x[b][k + 1], x[b][k + 2], x[b][k + 3], h[b]);
      }
    }
    for (float[] row : h) {
      for (int j = 0; j < hidden; j++) {
        row[j] = Math.max(0, row[j]);
      }
    }
    return h;
  }

  private float[] logProbabilities(float[] h, int domain) {
    float[] scores = new float[labels];
    for (int part : new int[] {0, (hidden + 1) * (1 + domain)}) {
      add(out.weights[part + hidden], 1, scores);
      for (int k = 0; k < hidden; k++) {
        if (h[k] != 0) {
          add(out.weights[part + k], h[k], scores);
        }
      }
    }
    float top = Float.NEGATIVE_INFINITY;
    for (float s : scores) {
      top = Math.max(top, s);
    }
    double sum = 0;
    for (float s : scores) {
      sum += Math.exp(s - top);
    }
    for (int t = 0; t < labels; t++) {
      scores[t] -= top + (float) Math.log(sum);
    }
    return scores;
  }

  /** The logarithm of each label's probability, for words of a domain. */
  float[][] logProbabilities(float[][] inputs, int domain) {
    float[][] h = hidden(inputs);
    float[][] scores = new float[h.length][];
    Arrays.setAll(scores, b -> logProbabilities(h[b], domain));
    return scores;
  }
}

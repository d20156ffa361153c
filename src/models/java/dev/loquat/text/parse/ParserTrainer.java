package dev.loquat.text.parse;

import dev.loquat.text.eval.Corpus;
import dev.loquat.text.tag.AveragedWeights;
import dev.loquat.text.tag.DomainWeights;
import dev.loquat.text.tag.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Trains a {@link Parser}: averaged perceptron that mostly follows its own transitions. */
final class ParserTrainer {
  /**
   * A sentence with the tags that the parser will see, and its tree.
   *
   * @param domain whose way of drawing trees this is; the model is of domain 0
   */
  record Example(TaggedSentence sentence, List<Corpus.Word> words, int domain) {}

  /** From the second epoch on, how often the parser's own transition is followed. */
  private static final double FOLLOWED = 0.9;

  private final DomainWeights weights;
  private final Random random = new Random(23);
  private final Features features = new Features();
  private final String[] names;
  private final Transitions transitions;

  ParserTrainer(List<Example> examples) {
    TreeSet<String> all = new TreeSet<>();
    all.add(Transitions.SHIFT);
    for (Example e : examples) {
      for (int i = 0; i < e.words.size(); i++) {
        Corpus.Word w = e.words.get(i);
        all.add((w.head() == 0 || w.head() > i + 1 ? "L:" : "R:") + w.relation());
      }
    }
    weights = new DomainWeights(1 + examples.stream().mapToInt(Example::domain).max().orElse(0));
    names = all.toArray(String[]::new);
    transitions = new Transitions(names);
  }

  AveragedWeights.Packed train(List<Example> examples, int epochs, double scale, double faint) {
    List<Example> order = new ArrayList<>(examples);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Collections.shuffle(order, random);
      int wrong = 0;
      int steps = 0;
      for (Example e : order) {
        wrong += learn(e, epoch > 1 ? FOLLOWED : 0);
        steps += 2 * e.sentence.length;
      }
      System.out.printf("epoch %d: %.4f of steps right%n", epoch, 1 - (double) wrong / steps);
    }
    return weights.of(0).packed(names, scale, faint);
  }

  private int learn(Example e, double followed) {
    Oracle oracle = new Oracle(e.words);
    Configuration c = new Configuration(e.sentence.length);
    float[] scores = new float[names.length];
    int wrong = 0;
    while (!c.ended()) {
      ArcFeatures.read(e.sentence, c, features);
      Arrays.fill(scores, 0);
      weights.score(e.domain, features, 0, scores);
      boolean[] good = good(oracle, c);
      int best = Transitions.NONE;
      int gold = Transitions.NONE;
      for (int t = 0; t < scores.length; t++) {
        if (transitions.allowed(t, c)) {
          best = best < 0 || scores[t] > scores[best] ? t : best;
          gold = good[t] && (gold < 0 || scores[t] > scores[gold]) ? t : gold;
        }
      }
      if (!good[best]) {
        wrong++;
        weights.change(e.domain, features, gold, 1);
        weights.change(e.domain, features, best, -1);
      }
      weights.tick();
      transitions.apply(random.nextDouble() < followed ? best : gold, c);
    }
    return wrong;
  }

  /** The allowed transitions that lose least; where an arc is right, its relation must be. */
  private boolean[] good(Oracle oracle, Configuration c) {
    int shift = c.canShift() ? oracle.shift(c) : Integer.MAX_VALUE;
    int left = c.canTakeLeft() ? oracle.left(c) : Integer.MAX_VALUE;
    int right = c.canTakeRight() ? oracle.right(c) : Integer.MAX_VALUE;
    int least = Math.min(shift, Math.min(left, right));
    int top = c.stack(0);
    boolean[] out = new boolean[names.length];
    for (int t = 0; t < out.length; t++) {
      out[t] =
          transitions.allowed(t, c)
              && switch (transitions.kind(t)) {
                case 'S' -> shift == least;
                case 'L' -> left == least && fits(oracle, t, c.next(), top);
                default -> right == least && fits(oracle, t, c.stack(1), top);
              };
    }
    return out;
  }

  private boolean fits(Oracle oracle, int t, int head, int word) {
    return !oracle.isHead(head, word)
        || transitions.relation(t).equals(oracle.relation(word))
        || transitions.relation(t).equals("root");
  }
}

package dev.loquat.text.tag;

import dev.loquat.embed.HiddenStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tags by a perceptron and by networks over the hidden states of an embedding model, which see the
 * whole sentence: the sum of what they say, word by word from left to right. Only a teacher: too
 * large and too slow to tag for users.
 */
final class StackedTeacher implements AutoCloseable {
  private static final int HIDDEN = 128;
  private static final int EPOCHS = 5;
  private static final int NETWORKS = 2;

  /** What a natural logarithm of the networks' weighs in units of the perceptron's weights. */
  private static final float SHARE = 50;

  private final LinearModel perceptron;
  private final Templates templates;
  private final HiddenStates states = new HiddenStates();
  private final List<WordNetwork> networks = new ArrayList<>();

  /**
   * @param perceptron trained on the same examples
   * @param examples with the perceptron's labels; the networks learn from all, and tag for domain 0
   */
  StackedTeacher(
      LinearModel perceptron, Templates templates, List<PerceptronTrainer.Example> examples) {
    this.perceptron = perceptron;
    this.templates = templates;
    List<WordNetwork.Word> words = words(examples);
    int domains = 1 + examples.stream().mapToInt(PerceptronTrainer.Example::domain).max().orElse(0);
    for (int seed = 1; seed <= NETWORKS; seed++) {
      WordNetwork network =
          new WordNetwork(HiddenStates.SIZE, HIDDEN, perceptron.labels.length, domains, seed);
      network.learn(words, EPOCHS);
      networks.add(network);
    }
  }

  private List<WordNetwork.Word> words(List<PerceptronTrainer.Example> examples) {
    List<String> labels = List.of(perceptron.labels);
    Map<List<String>, float[][]> known = new HashMap<>(); // Sentences may come several times.
    List<WordNetwork.Word> out = new ArrayList<>();
    for (PerceptronTrainer.Example e : examples) {
      float[][] rows = known.computeIfAbsent(List.of(e.sequence().items()), states::of);
      for (int i = 0; i < rows.length; i++) {
        out.add(new WordNetwork.Word(rows[i], labels.indexOf(e.gold()[i]), e.domain()));
      }
    }
    return out;
  }

  /** One label for each word. */
  String[] label(Sequence s) {
    float[][] scores = byNetworks(s);
    String[] out = new String[s.length()];
    int[] votes = new int[perceptron.labels.length];
    Features f = new Features();
    for (int i = 0; i < out.length; i++) {
      Arrays.fill(votes, 0);
      f.clear();
      templates.fixed(s, i, f);
      templates.history(s, i, i < 1 ? "" : out[i - 1], i < 2 ? "" : out[i - 2], f);
      perceptron.score(f, 0, votes);
      int best = 0;
      for (int t = 0; t < votes.length; t++) {
        scores[i][t] += votes[t];
        best = scores[i][t] > scores[i][best] ? t : best;
      }
      out[i] = perceptron.labels[best];
    }
    return out;
  }

  private float[][] byNetworks(Sequence s) {
    float[][] rows = states.of(List.of(s.items()));
    float[][] sum = new float[rows.length][perceptron.labels.length];
    for (WordNetwork network : networks) {
      float[][] one = network.logProbabilities(rows, 0);
      for (int i = 0; i < sum.length; i++) {
        for (int t = 0; t < sum[i].length; t++) {
          sum[i][t] += SHARE * one[i][t] / networks.size();
        }
      }
    }
    return sum;
  }

  @Override
  public void close() {
    states.close();
  }
}

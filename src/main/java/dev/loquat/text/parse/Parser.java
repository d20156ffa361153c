package dev.loquat.text.parse;

import dev.loquat.text.tag.Features;
import dev.loquat.text.tag.LinearModel;
import java.util.Arrays;

/**
 * Parses tagged sentences greedily: at each step the transition of the highest score (arc-hybrid,
 * trained with a dynamic oracle, Goldberg and Nivre 2013). Immutable; shared by all threads.
 */
public final class Parser {
  private final LinearModel model;
  private final Transitions transitions;

  Parser(LinearModel model) {
    this.model = model;
    this.transitions = new Transitions(model.labels());
  }

  /** The parser of English. */
  public static Parser english() {
    return new Parser(LinearModel.load(Parser.class, "parse-en.bin"));
  }

  /** The parser of Chinese. */
  public static Parser chinese() {
    return new Parser(LinearModel.load(Parser.class, "parse-zh.bin"));
  }

  /** The sentence's tree; it has no word for no words. */
  public Tree parse(TaggedSentence sentence) {
    Configuration c = new Configuration(sentence.length);
    Features features = new Features();
    int[] scores = new int[transitions.size()];
    while (!c.ended()) {
      ArcFeatures.read(sentence, c, features);
      Arrays.fill(scores, 0);
      model.score(features, 0, scores);
      int best = Transitions.NONE;
      for (int t = 0; t < scores.length; t++) {
        if (transitions.allowed(t, c) && (best < 0 || scores[t] > scores[best])) {
          best = t;
        }
      }
      transitions.apply(best, c);
    }
    return tree(c);
  }

  private Tree tree(Configuration c) {
    int[] heads = new int[c.length];
    String[] relations = new String[c.length];
    for (int i = 0; i < c.length; i++) {
      heads[i] = c.heads[i] == c.length ? -1 : c.heads[i];
      relations[i] = transitions.relation(c.labels[i]);
    }
    return new Tree(heads, relations);
  }
}

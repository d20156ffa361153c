package dev.loquat.text.tag;

import dev.loquat.text.eval.Corpus;
import dev.loquat.text.zh.ChineseSegmenter;
import java.util.ArrayList;
import java.util.List;

/**
 * Tags training sentences with the mistakes that a tagger makes on new ones: each half by a tagger
 * of the other half.
 */
public final class CrossTagger {
  private static final int EPOCHS = 4;

  private final boolean english;
  private final List<Corpus.Sentence> own;

  /**
   * @param own sentences of the treebank whose tagging is followed; not needed for English
   */
  public CrossTagger(boolean english, List<Corpus.Sentence> own) {
    this.english = english;
    this.own = own;
  }

  /** Sentences tagged by taggers that have not seen them: one "xpos/UPOS" a word. */
  public List<String[]> crossTagged(List<Corpus.Sentence> sentences) {
    List<PerceptronTrainer.Example> all = examples(sentences);
    Templates templates =
        english ? new EnglishWordTemplates() : new ChineseWordTemplates(ChineseSegmenter.load());
    Labeler[] ofHalf = new Labeler[2];
    for (int half = 0; half < 2; half++) {
      List<PerceptronTrainer.Example> some = new ArrayList<>();
      for (int i = half; i < all.size(); i += 2) {
        some.add(all.get(i));
      }
      ofHalf[half] =
          new Labeler(
              new PerceptronTrainer(templates, 1).train(some, EPOCHS, 5, 0.05).model(),
              templates,
              1);
    }
    List<String[]> out = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      out.add(ofHalf[1 - i % 2].label(all.get(i).sequence()));
    }
    return out;
  }

  /** Sentences tagged by the packaged tagger. */
  public List<String[]> tagged(List<Corpus.Sentence> sentences) {
    Labeler labeler =
        english ? Labeler.englishWords() : Labeler.chineseWords(ChineseSegmenter.load());
    return examples(sentences).stream().map(e -> labeler.label(e.sequence())).toList();
  }

  private List<PerceptronTrainer.Example> examples(List<Corpus.Sentence> sentences) {
    return english
        ? BuildTaggers.english(sentences)
        : BuildTaggers.chinese(sentences, BuildTaggers.own(sentences, own));
  }
}

package dev.loquat.text.tag;

import dev.loquat.text.zh.ChineseSegmenter;
import java.util.Arrays;
import java.util.Optional;

/** Labels a sequence from left to right with a small beam. Immutable; shared by all threads. */
public final class Labeler {
  /** How many labellings of names are kept; parts of speech are labelled greedily. */
  static final int BEAM = 4;

  private final LinearModel model;
  private final Templates templates;
  private final int width;

  Labeler(LinearModel model, Templates templates, int width) {
    this.width = width;
    this.model = model;
    this.templates = templates;
  }

  /** Parts of speech of English words: labels "xpos/UPOS". */
  public static Labeler englishWords() {
    return new Labeler(
        LinearModel.load(Labeler.class, "pos-en.bin"), new EnglishWordTemplates(), 1);
  }

  /** Parts of speech of Chinese words: labels "xpos/UPOS"; hints are the lexicon's natures. */
  public static Labeler chineseWords(ChineseSegmenter lexicon) {
    return new Labeler(
        LinearModel.load(Labeler.class, "pos-zh.bin"), new ChineseWordTemplates(lexicon), 1);
  }

  /** Names in English words, labels B-X, I-X, O; nothing if the model is not packaged. */
  public static Optional<Labeler> englishNames() {
    return names("ner-en.bin", new EnglishNameTemplates());
  }

  /** Names in Chinese characters, labels B-X, I-X, O; nothing if the model is not packaged. */
  public static Optional<Labeler> chineseNames(ChineseSegmenter lexicon) {
    return names("ner-zh.bin", new ChineseNameTemplates(lexicon));
  }

  private static Optional<Labeler> names(String file, Templates templates) {
    return Labeler.class.getResource(file) == null
        ? Optional.empty()
        : Optional.of(new Labeler(LinearModel.load(Labeler.class, file), templates, BEAM));
  }

  /** One label for each item. */
  public String[] label(Sequence s) {
    int n = s.length();
    int labels = model.labels.length;
    int[][] state = new int[n][];
    int[][] parent = new int[n][];
    int[] sums = {0};
    int[] scores = new int[labels];
    int[] base = new int[labels];
    Features f = new Features();
    for (int i = 0; i < n; i++) {
      f.clear();
      Arrays.fill(base, 0);
      templates.fixed(s, i, f);
      model.score(f, 0, base);
      int fixed = f.size;
      Beam next = new Beam(width);
      for (int b = 0; b < sums.length; b++) {
        String last = i == 0 ? "" : model.labels[state[i - 1][b]];
        String beforeLast = i < 2 ? "" : model.labels[state[i - 2][parent[i - 1][b]]];
        System.arraycopy(base, 0, scores, 0, labels);
        f.size = fixed;
        templates.history(s, i, last, beforeLast, f);
        model.score(f, fixed, scores);
        for (int t = 0; t < labels; t++) {
          if (next.wants(sums[b] + scores[t]) && templates.follows(last, model.labels[t])) {
            next.add(sums[b] + scores[t], t, b);
          }
        }
      }
      state[i] = next.labels();
      parent[i] = next.parents();
      sums = next.sums();
    }
    return backwards(state, parent, n);
  }

  private String[] backwards(int[][] state, int[][] parent, int n) {
    String[] out = new String[n];
    int b = 0;
    for (int i = n - 1; i >= 0; i--) {
      out[i] = model.labels[state[i][b]];
      b = parent[i][b];
    }
    return out;
  }
}

package dev.loquat.text.tag;

import dev.loquat.text.eval.Corpus;
import dev.loquat.text.zh.ChineseSegmenter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains the Chinese tagger. Few words of GSDSimp are tagged at hand, but the words and names of
 * its training part are known: teachers, who read the names as well, tag these, and the tagger,
 * which does not, learns from both. Treebanks that tag otherwise are a domain of their own.
 */
final class ChineseTeacher {
  private static final List<String> OTHERS =
      List.of("ud-zh-pud-traditional", "ud-zh-hk-traditional", "ud-zh-cfl");

  /** How often the treebank's own tagged sentences count. */
  private static final int WEIGHT = 3;

  private static final int TIMES = 3;
  private static final int EPOCHS = 10;

  /** So small that the strongest weights fit a byte. */
  private static final double SCALE = 3;

  private static final int WEAKEST = 4;

  private final ChineseSegmenter lexicon;
  private final Path data;
  private final List<Corpus.Sentence> own;
  private final Map<String, List<Corpus.Word>> named = new HashMap<>();

  /**
   * @param own tagged sentences of GSDSimp
   */
  ChineseTeacher(ChineseSegmenter lexicon, Path data, List<Corpus.Sentence> own)
      throws IOException {
    this.lexicon = lexicon;
    this.data = data;
    this.own = own;
    for (Corpus.Sentence s : Corpus.iob2(data.resolve("uner-zh/dev.iob2"))) {
      named.put(words(s), s.words());
    }
  }

  /** The tagger that is shipped: it has learned from GSDSimp train as well. */
  AveragedWeights.Packed tagger() throws IOException {
    Templates words = new ChineseWordTemplates(lexicon);
    Templates names = new NamedWordTemplates(words);
    List<PerceptronTrainer.Example> taught = tagged(true);
    List<PerceptronTrainer.Example> lesson = tagged(false);
    List<Corpus.Sentence> known = Corpus.iob2(data.resolve("uner-zh/train.iob2"));
    List<PerceptronTrainer.Example> untagged = BuildTaggers.chinese(known, Map.of());
    LinearModel perceptron = train(names, taught).model();
    try (StackedTeacher teacher = new StackedTeacher(perceptron, names, taught)) {
      for (int i = 0; i < known.size(); i++) {
        lesson.add(taught(withNames(untagged.get(i), known.get(i).words()), teacher));
      }
    }
    return train(words, lesson).pruned(WEAKEST);
  }

  /** A tagger that has seen nothing of GSDSimp train, for what is to be like new text there. */
  Labeler untaught() throws IOException {
    Templates words = new ChineseWordTemplates(lexicon);
    return new Labeler(train(words, tagged(false)).pruned(WEAKEST).model(), words, 1);
  }

  /**
   * The sentences that are tagged at hand.
   *
   * @param named whether those of GSDSimp come with their names
   */
  private List<PerceptronTrainer.Example> tagged(boolean named) throws IOException {
    List<Corpus.Sentence> sentences = new ArrayList<>();
    for (String set : OTHERS) {
      sentences.addAll(Corpus.conllu(data.resolve(set + "/all.conllu")));
    }
    int others = sentences.size();
    sentences.addAll(own);
    List<PerceptronTrainer.Example> all =
        BuildTaggers.chinese(sentences, BuildTaggers.own(sentences, own));
    List<PerceptronTrainer.Example> out = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      out.add(new PerceptronTrainer.Example(all.get(i).sequence(), all.get(i).gold(), 1));
    }
    for (int i = others; i < all.size(); i++) {
      List<Corpus.Word> words = this.named.get(words(sentences.get(i)));
      PerceptronTrainer.Example e = named ? withNames(all.get(i), words) : all.get(i);
      out.addAll(Collections.nCopies(WEIGHT, e));
    }
    return out;
  }

  private static AveragedWeights.Packed train(
      Templates templates, List<PerceptronTrainer.Example> examples) {
    return new PerceptronTrainer(templates, 1, TIMES).train(examples, EPOCHS, SCALE, 0);
  }

  private static String words(Corpus.Sentence s) {
    return String.join(" ", s.words().stream().map(Corpus.Word::form).toList());
  }

  private static PerceptronTrainer.Example withNames(
      PerceptronTrainer.Example e, List<Corpus.Word> names) {
    Sequence s = e.sequence();
    String[] labels = names.stream().map(Corpus.Word::name).toArray(String[]::new);
    return new PerceptronTrainer.Example(new Sequence(s.items(), s.hints(), labels), e.gold());
  }

  /**
   * With the teacher's tags and without the names; a noun that is a person's or a place's whole
   * name, or a part of a person's, is a proper one.
   */
  private static PerceptronTrainer.Example taught(
      PerceptronTrainer.Example e, StackedTeacher teacher) {
    Sequence s = e.sequence();
    String[] names = s.tags();
    String[] tags = teacher.label(s);
    for (int i = 0; i < tags.length; i++) {
      boolean alone =
          names[i].equals("B-LOC") && (i + 1 == tags.length || !names[i + 1].equals("I-LOC"));
      if (tags[i].equals("NN/NOUN") && (alone || names[i].endsWith("-PER"))) {
        tags[i] = "NNP/PROPN";
      }
    }
    String[] none = new String[tags.length];
    Arrays.fill(none, "");
    return new PerceptronTrainer.Example(new Sequence(s.items(), s.hints(), none), tags);
  }
}

package dev.loquat.text.parse;

import dev.loquat.text.eval.Corpus;
import dev.loquat.text.tag.AveragedWeights;
import dev.loquat.text.tag.CrossTagger;
import dev.loquat.text.zh.ChineseSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds parse-en.bin and parse-zh.bin: {@code BuildParsers DATA OUTDIR en|zh [dev]}. English dev
 * is never trained on, so that every English model is measured on it.
 */
public final class BuildParsers {
  private BuildParsers() {}

  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]).resolve("text");
    boolean held = args.length > 3;
    boolean english = args[2].equals("en");
    List<Corpus.Sentence> dev =
        Corpus.conllu(data.resolve(english ? "ud-en/dev.conllu" : "ud-zh/dev.conllu"));
    int own = english ? 0 : held ? dev.size() / 2 : dev.size();
    List<Corpus.Sentence> train = new ArrayList<>();
    if (english) {
      train.addAll(Corpus.conllu(data.resolve("ud-en/train.conllu")));
    } else {
      for (String set : List.of("ud-zh-pud-traditional", "ud-zh-hk-traditional", "ud-zh-cfl")) {
        train.addAll(Corpus.conllu(data.resolve(set + "/all.conllu")));
      }
    }
    train.addAll(dev.subList(0, own));
    CrossTagger tagger = new CrossTagger(english, dev.subList(0, own));
    List<ParserTrainer.Example> examples =
        examples(train, tagger.crossTagged(train), english, english ? 0 : train.size() - own);
    if (!english) {
      List<ParserTrainer.Example> last =
          List.copyOf(examples.subList(examples.size() - own, examples.size()));
      examples.addAll(last);
    }
    AveragedWeights.Packed trained =
        new ParserTrainer(examples)
            .train(
                examples,
                Integer.getInteger("epochs", english ? 6 : 8),
                5,
                Double.parseDouble(System.getProperty("faint", english ? "1.5" : "1.9")));
    Files.write(Path.of(args[1]).resolve("parse-" + args[2] + ".bin"), trained.bytes());
    if (held || english) {
      List<Corpus.Sentence> unseen = dev.subList(own, dev.size());
      measure(new Parser(trained.model()), examples(unseen, tagger.tagged(unseen), english, 0));
    }
  }

  /**
   * @param others how many of the first are of treebanks that draw trees otherwise
   */
  private static List<ParserTrainer.Example> examples(
      List<Corpus.Sentence> sentences, List<String[]> tags, boolean english, int others) {
    ChineseSegmenter lexicon = ChineseSegmenter.load();
    List<ParserTrainer.Example> out = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      List<Corpus.Word> words = sentences.get(i).words();
      String[] forms =
          words.stream()
              .map(w -> english ? w.form() : lexicon.simplified(w.form()))
              .toArray(String[]::new);
      out.add(
          new ParserTrainer.Example(
              new TaggedSentence(forms, tags.get(i)), words, i < others ? 1 : 0));
    }
    return out;
  }

  /** Heads, and heads with the universal part of the relation, punctuation included. */
  private static void measure(Parser parser, List<ParserTrainer.Example> dev) {
    int words = 0;
    int heads = 0;
    int both = 0;
    for (ParserTrainer.Example e : dev) {
      Tree tree = parser.parse(e.sentence());
      for (int i = 0; i < e.words().size(); i++) {
        Corpus.Word w = e.words().get(i);
        words++;
        if (tree.heads()[i] == w.head() - 1) {
          heads++;
          both += universal(tree.relations()[i]).equals(universal(w.relation())) ? 1 : 0;
        }
      }
    }
    System.out.printf(
        "UAS %.4f LAS %.4f of %d words, gold words, predicted tags%n",
        (double) heads / words, (double) both / words, words);
  }

  private static String universal(String relation) {
    int colon = relation.indexOf(':');
    return colon < 0 ? relation : relation.substring(0, colon);
  }
}

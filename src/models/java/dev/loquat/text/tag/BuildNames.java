package dev.loquat.text.tag;

import dev.loquat.text.Analysis;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Mode;
import dev.loquat.text.Token;
import dev.loquat.text.eval.Corpus;
import dev.loquat.text.name.ChineseNames;
import dev.loquat.text.name.EnglishNames;
import dev.loquat.text.name.NameFinder;
import dev.loquat.text.zh.ChineseSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds ner-zh.bin and ner-en.bin: {@code BuildNames DATA OUTDIR zh|en [dev]}. */
public final class BuildNames {
  private static final Path NAMES = Path.of("text");

  private BuildNames() {}

  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]).resolve(NAMES);
    boolean held = args.length > 3;
    boolean zh = args[2].equals("zh");
    List<PerceptronTrainer.Example> train = new ArrayList<>();
    List<List<PerceptronTrainer.Example>> dev = new ArrayList<>();
    if (zh) {
      train.addAll(chinese(Corpus.iob2(data.resolve("uner-zh/train.iob2"))));
      train.addAll(chinese(Corpus.columns(data.resolve("weibo-ner/train.conll"), "")));
      train.addAll(chinese(Corpus.columns(data.resolve("weibo-ner/train.conll"), "")));
      dev.add(chinese(Corpus.iob2(data.resolve("uner-zh/dev.iob2"))));
      dev.add(chinese(Corpus.columns(data.resolve("weibo-ner/dev.conll"), "")));
    } else {
      train.addAll(english(Corpus.columns(data.resolve("wikigold-en/wikigold.conll"), " ")));
      train.addAll(english(Corpus.columns(data.resolve("wnut17-en/train.conll"), " ")));
      train.addAll(english(Corpus.columns(data.resolve("wnut17-en/dev.conll"), " ")));
      List<PerceptronTrainer.Example> own = english(Corpus.iob2(data.resolve("uner-en/dev.iob2")));
      int half = held ? own.size() / 2 : own.size();
      for (int times = 0; times < 3; times++) {
        train.addAll(own.subList(0, half));
      }
      dev.add(own.subList(half, own.size()));
    }
    if (!held) {
      dev.forEach(train::addAll);
    }
    Templates templates = zh ? new ChineseNameTemplates() : new EnglishNameTemplates();
    LinearModel model =
        new PerceptronTrainer(templates, Labeler.BEAM)
            .train(
                train,
                Integer.getInteger("epochs", 8),
                5,
                Double.parseDouble(System.getProperty("faint", "0.25")));
    Files.write(Path.of(args[1]).resolve("ner-" + args[2] + ".bin"), BuildTaggers.bytes(model));
    if (held) {
      dev.forEach(d -> measure(new Labeler(model, templates, Labeler.BEAM), d));
    }
  }

  private static String type(String tag) {
    if (tag.equals("O") || tag.endsWith(".NOM")) {
      return "O";
    }
    String t = tag.substring(2).replace(".NAM", "");
    return switch (t) {
      case "PER", "person" -> "PER";
      case "ORG", "corporation", "group" -> "ORG";
      case "LOC", "GPE", "location" -> "LOC";
      case "product" -> "PRODUCT";
      default -> "MISC";
    };
  }

  /** B-X and I-X; where a corpus has only I, a span begins where the type changes. */
  private static String[] labels(List<Corpus.Word> words) {
    String[] out = new String[words.size()];
    String last = "O";
    for (int i = 0; i < out.length; i++) {
      String tag = words.get(i).name();
      String type = type(tag);
      boolean goesOn = tag.startsWith("I-") && type.equals(last);
      out[i] = type.equals("O") ? "O" : (goesOn ? "I-" : "B-") + type;
      last = type;
    }
    return out;
  }

  private static List<PerceptronTrainer.Example> english(List<Corpus.Sentence> sentences) {
    Labeler tagger = Labeler.englishWords();
    List<PerceptronTrainer.Example> out = new ArrayList<>();
    for (Corpus.Sentence s : sentences) {
      int n = s.words().size();
      String[] words = s.words().stream().map(Corpus.Word::form).toArray(String[]::new);
      String[] none = new String[n];
      Arrays.fill(none, "");
      String[] tags = tagger.label(new Sequence(words, none, none));
      int[] starts = new int[n];
      int[] ends = new int[n];
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < n; i++) {
        starts[i] = text.length();
        ends[i] = text.append(words[i]).length();
        text.append(' ');
      }
      Sequence seq =
          EnglishNames.sequence(new NameFinder.Words(text.toString(), "en", starts, ends, tags));
      out.add(new PerceptronTrainer.Example(seq, labels(s.words())));
    }
    return out;
  }

  private static List<PerceptronTrainer.Example> chinese(List<Corpus.Sentence> sentences) {
    ChineseSegmenter lexicon = ChineseSegmenter.load();
    Analyzer analyzer = Analyzer.standard().withoutNames();
    List<PerceptronTrainer.Example> out = new ArrayList<>();
    for (Corpus.Sentence s : sentences) {
      String text = String.join("", s.words().stream().map(Corpus.Word::form).toList());
      Analysis a = analyzer.analyze(text, Mode.PRECISE, "zh");
      int n = a.tokens().size();
      int[] starts = a.tokens().stream().mapToInt(Token::start).toArray();
      int[] ends = a.tokens().stream().mapToInt(Token::end).toArray();
      String[] tags =
          a.tokens().stream().map(t -> "x/" + t.upos().orElse("")).toArray(String[]::new);
      if (n == 0 || starts[0] != 0 || ends[n - 1] != text.length()) {
        continue;
      }
      String[] byWord = labels(s.words());
      String[] gold = new String[text.length()];
      int at = 0;
      for (int w = 0; w < byWord.length; w++) {
        for (int k = 0; k < s.words().get(w).form().length(); k++) {
          gold[at++] = k == 0 || byWord[w].equals("O") ? byWord[w] : "I" + byWord[w].substring(1);
        }
      }
      Sequence seq =
          ChineseNames.sequence(new NameFinder.Words(text, "zh", starts, ends, tags), lexicon);
      out.add(new PerceptronTrainer.Example(seq, gold));
    }
    return out;
  }

  private static void measure(Labeler labeler, List<PerceptronTrainer.Example> dev) {
    int right = 0;
    int gold = 0;
    int found = 0;
    for (PerceptronTrainer.Example e : dev) {
      List<String> want = spans(e.gold());
      List<String> have = spans(labeler.label(e.sequence()));
      gold += want.size();
      found += have.size();
      have.retainAll(want);
      right += have.size();
    }
    System.out.printf(
        "P %.4f R %.4f F1 %.4f%n",
        (double) right / found, (double) right / gold, 2.0 * right / (gold + found));
  }

  private static List<String> spans(String[] labels) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i].matches("B-(PER|ORG|LOC)")) {
        int end = i + 1;
        while (end < labels.length && labels[end].startsWith("I-")) {
          end++;
        }
        out.add(i + " " + end + labels[i]);
      }
    }
    return out;
  }
}

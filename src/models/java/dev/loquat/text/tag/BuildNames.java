package dev.loquat.text.tag;

import dev.loquat.text.eval.Corpus;
import dev.loquat.text.name.ChineseNames;
import dev.loquat.text.name.EnglishNames;
import dev.loquat.text.name.NameFinder;
import dev.loquat.text.zh.ChineseSegmenter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds ner-zh.bin and ner-en.bin: {@code BuildNames DATA OUTDIR zh|en [dev]}. GSDSimp train is
 * cut by the segmenters {@code half-0.bin} and {@code half-1.bin} of the folder {@code -Dhalves},
 * each of which has not seen what it cuts, and tagged by a tagger that has not seen it either: with
 * words cut and tagged without a fault, the training set would not be like new text. English is
 * tagged by a tagger of EWT train alone; with {@code -Dother=true} and dev, the other half of its
 * sentences is kept out.
 */
public final class BuildNames {
  private static final Path NAMES = Path.of("text");
  private static final int EPOCHS = 8;

  /** How often the model is learned: the mean of more is better and, pruned, smaller. */
  private static final int CHINESE_TIMES = 6;

  private static final int ENGLISH_TIMES = 3;

  /** The weakest weight of the mean that is kept. */
  private static final int WEAKEST = 3;

  /** How often the English sentences of UNER count. */
  private static final int OWN = 4;

  /** The share of features that a sentence lacks each time it is learned from. */
  private static final double DROPPED = 0.2;

  private BuildNames() {}

  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]).resolve(NAMES);
    boolean held = args.length > 3;
    boolean zh = args[2].equals("zh");
    List<PerceptronTrainer.Example> train = new ArrayList<>();
    List<List<PerceptronTrainer.Example>> dev = new ArrayList<>();
    if (zh) {
      List<Corpus.Sentence> gsd = Corpus.iob2(data.resolve("uner-zh/train.iob2"));
      ChineseSegmenter whole = ChineseSegmenter.load();
      List<Corpus.Sentence> tagged = Corpus.conllu(data.resolve("ud-zh/dev.conllu"));
      Labeler untaught =
          new ChineseTeacher(
                  whole, data, tagged.subList(0, held ? tagged.size() / 2 : tagged.size()))
              .untaught();
      for (int half = 0; half < 2; half++) {
        int h = half;
        List<Corpus.Sentence> unseen =
            IntStream.range(0, gsd.size()).filter(i -> i % 2 == h).mapToObj(gsd::get).toList();
        train.addAll(
            chinese(
                unseen,
                cutter(Path.of(System.getProperty("halves"), "half-" + half + ".bin")),
                untaught));
      }
      Labeler tagger = Labeler.chineseWords(whole);
      var weibo = chinese(Corpus.columns(data.resolve("weibo-ner/train.conll"), ""), whole, tagger);
      train.addAll(weibo);
      train.addAll(weibo);
      dev.add(chinese(Corpus.iob2(data.resolve("uner-zh/dev.iob2")), whole, tagger));
      dev.add(chinese(Corpus.columns(data.resolve("weibo-ner/dev.conll"), ""), whole, tagger));
    } else {
      Labeler tagger = BuildTaggers.untaughtEnglish(data);
      for (String other : List.of("wikigold-en/wikigold", "wnut17-en/train", "wnut17-en/dev")) {
        train.addAll(english(Corpus.columns(data.resolve(other + ".conll"), " "), tagger));
      }
      List<PerceptronTrainer.Example> own =
          english(Corpus.iob2(data.resolve("uner-en/dev.iob2")), tagger);
      int half = held ? own.size() / 2 : own.size();
      if (Boolean.getBoolean("other")) {
        Collections.rotate(own, own.size() - half);
      }
      for (int time = 0; time < OWN; time++) {
        train.addAll(own.subList(0, half));
      }
      dev.add(own.subList(half, own.size()));
    }
    if (!held) {
      dev.forEach(train::addAll);
    }
    Templates templates =
        zh ? new ChineseNameTemplates(ChineseSegmenter.load()) : new EnglishNameTemplates();
    int times = zh ? CHINESE_TIMES : ENGLISH_TIMES;
    AveragedWeights.Packed trained =
        new PerceptronTrainer(templates, Labeler.BEAM, times, DROPPED)
            .train(train, EPOCHS, 5, 0)
            .pruned(WEAKEST);
    Files.write(Path.of(args[1]).resolve("ner-" + args[2] + ".bin"), trained.bytes());
    if (held) {
      Labeler labeler = new Labeler(trained.model(), templates, Labeler.BEAM);
      dev.forEach(d -> measure(labeler, d));
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

  /** Sentences tagged by what must not have been trained on them. */
  private static List<PerceptronTrainer.Example> english(
      List<Corpus.Sentence> sentences, Labeler tagger) {
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

  /** Sentences cut and tagged by what must not have been trained on them. */
  private static List<PerceptronTrainer.Example> chinese(
      List<Corpus.Sentence> sentences, ChineseSegmenter cutter, Labeler tagger) {
    List<PerceptronTrainer.Example> out = new ArrayList<>();
    for (Corpus.Sentence s : sentences) {
      String text = s.text();
      BitSet cut = new BitSet();
      cutter.segment(text, 0, text.length(), cut);
      int[] ends = cut.stream().filter(end -> text.charAt(end - 1) != ' ').toArray();
      int[] starts =
          IntStream.of(ends).map(end -> Math.max(0, cut.previousSetBit(end - 1))).toArray();
      String[] words = new String[ends.length];
      String[] hints = new String[ends.length];
      String[] none = new String[ends.length];
      Arrays.fill(none, "");
      for (int i = 0; i < words.length; i++) {
        words[i] = cutter.simplified(text.substring(starts[i], ends[i]));
        hints[i] = cutter.natures(words[i]);
      }
      String[] tags = tagger.label(new Sequence(words, hints, none));
      Sequence seq =
          ChineseNames.sequence(new NameFinder.Words(text, "zh", starts, ends, tags), cutter);
      out.add(new PerceptronTrainer.Example(seq, byCharacter(s, starts[0], seq.length())));
    }
    return out;
  }

  /** Labels of the characters from one on; a space inside a name is part of it. */
  private static String[] byCharacter(Corpus.Sentence s, int from, int length) {
    String[] byWord = labels(s.words());
    String[] gold = new String[length];
    Arrays.fill(gold, "O");
    int at = 0;
    int last = 0;
    for (int w = 0; w < byWord.length; w++) {
      int start = s.text().indexOf(s.words().get(w).form(), at);
      at = start + s.words().get(w).form().length();
      if (!byWord[w].equals("O")) {
        String inside = "I" + byWord[w].substring(1);
        Arrays.fill(gold, (byWord[w].startsWith("I") ? last : start) - from, at - from, inside);
        gold[start - from] = byWord[w];
      }
      last = at;
    }
    return gold;
  }

  private static ChineseSegmenter cutter(Path words) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(words)).order(ByteOrder.LITTLE_ENDIAN);
    return ChineseSegmenter.read(in.position(4));
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

package dev.loquat.text.tag;

import dev.loquat.text.eval.Corpus;
import dev.loquat.text.zh.ChineseSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds pos-en.bin and pos-zh.bin: {@code BuildTaggers DATA OUTDIR en|zh [dev]}. */
public final class BuildTaggers {
  private static final class Words {
    static final ChineseSegmenter LEXICON = ChineseSegmenter.load();
  }

  private BuildTaggers() {}

  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]).resolve("text");
    boolean held = args.length > 3;
    boolean english = args[2].equals("en");
    List<Corpus.Sentence> train = new ArrayList<>();
    List<Corpus.Sentence> dev =
        Corpus.conllu(data.resolve(english ? "ud-en/dev.conllu" : "ud-zh/dev.conllu"));
    if (english) {
      train.addAll(Corpus.conllu(data.resolve("ud-en/train.conllu")));
    } else {
      for (String other :
          System.getProperty("sets", "ud-zh-pud-traditional,ud-zh-hk-traditional,ud-zh-cfl")
              .split(",")) {
        train.addAll(Corpus.conllu(data.resolve(other + "/all.conllu")));
      }
    }
    if (!held) {
      train.addAll(dev);
    } else if (!english) {
      train.addAll(dev.subList(0, dev.size() / 2));
    }
    List<PerceptronTrainer.Example> examples =
        english ? english(train) : chinese(train, own(train, dev));
    if (!english) {
      int own = held ? dev.size() / 2 : dev.size();
      List<PerceptronTrainer.Example> last =
          List.copyOf(examples.subList(examples.size() - own, examples.size()));
      examples.addAll(last);
      examples.addAll(last);
    }
    Templates templates = english ? new EnglishWordTemplates() : new ChineseWordTemplates();
    AveragedWeights.Packed trained = train(templates, examples);
    if (!english) {
      Labeler teacher = new Labeler(trained.model(), templates, 1);
      examples.addAll(silver(Corpus.iob2(data.resolve("uner-zh/train.iob2")), teacher));
      trained = train(templates, examples);
    }
    Files.write(Path.of(args[1]).resolve("pos-" + args[2] + ".bin"), trained.bytes());
    if (held) {
      measure(
          new Labeler(trained.model(), templates, 1),
          english ? english(dev) : chinese(dev.subList(dev.size() / 2, dev.size()), Map.of()));
    }
  }

  private static AveragedWeights.Packed train(
      Templates templates, List<PerceptronTrainer.Example> examples) {
    return new PerceptronTrainer(templates, 1)
        .train(
            examples,
            Integer.getInteger("epochs", 10),
            5,
            Double.parseDouble(System.getProperty("faint", "0.3")));
  }

  /**
   * Sentences of GSDSimp train, of which words and names are known, with tags by a first tagger; a
   * noun that is a person's or a place's whole name, or a part of a person's, is a proper one.
   */
  private static List<PerceptronTrainer.Example> silver(
      List<Corpus.Sentence> sentences, Labeler teacher) {
    List<PerceptronTrainer.Example> out = new ArrayList<>();
    for (int k = 0; k < sentences.size(); k++) {
      List<Corpus.Word> words = sentences.get(k).words();
      Sequence sequence = chinese(List.of(sentences.get(k)), Map.of()).getFirst().sequence();
      String[] tags = teacher.label(sequence);
      for (int i = 0; i < tags.length; i++) {
        String name = words.get(i).name();
        boolean alone =
            name.equals("B-LOC")
                && (i + 1 == tags.length || !words.get(i + 1).name().equals("I-LOC"));
        if (tags[i].equals("NN/NOUN") && (alone || name.endsWith("-PER"))) {
          tags[i] = "NNP/PROPN";
        }
      }
      out.add(new PerceptronTrainer.Example(sequence, tags));
    }
    return out;
  }

  static List<PerceptronTrainer.Example> english(List<Corpus.Sentence> sentences) {
    List<PerceptronTrainer.Example> out = new ArrayList<>();
    for (Corpus.Sentence s : sentences) {
      String[] words = s.words().stream().map(Corpus.Word::form).toArray(String[]::new);
      String[] none = new String[words.length];
      Arrays.fill(none, "");
      out.add(new PerceptronTrainer.Example(new Sequence(words, none, none), gold(s)));
    }
    return out;
  }

  /** The relation of a 的 that marks a clause: SCONJ in GSD, PART elsewhere. */
  private static String universal(Corpus.Word w, Map<String, Map<String, Integer>> own) {
    if (w.relation().equals("mark:rel") && w.upos().equals("PART")) {
      return "SCONJ";
    }
    Map<String, Integer> counts = own.getOrDefault(w.form(), Map.of());
    int sum = counts.values().stream().mapToInt(c -> c).sum();
    return counts.entrySet().stream()
        .filter(e -> sum >= 3 && e.getValue() >= 0.9 * sum)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(w.upos());
  }

  /** PUD has the treebank's own tags; HK and CFL only universal ones, filled in from the rest. */
  static List<PerceptronTrainer.Example> chinese(
      List<Corpus.Sentence> sentences, Map<String, Map<String, Integer>> own) {
    ChineseSegmenter lexicon = Words.LEXICON;
    Map<String, Map<String, Integer>> known = new HashMap<>();
    for (Corpus.Sentence s : sentences) {
      for (Corpus.Word w : s.words()) {
        if (!w.xpos().isEmpty()) {
          known.computeIfAbsent(w.upos(), k -> new HashMap<>()).merge(w.xpos(), 1, Integer::sum);
          known
              .computeIfAbsent(w.form() + w.upos(), k -> new HashMap<>())
              .merge(w.xpos(), 1, Integer::sum);
        }
      }
    }
    List<PerceptronTrainer.Example> out = new ArrayList<>();
    for (Corpus.Sentence s : sentences) {
      int n = s.words().size();
      String[] words = new String[n];
      String[] hints = new String[n];
      String[] gold = new String[n];
      String[] none = new String[n];
      Arrays.fill(none, "");
      for (int i = 0; i < n; i++) {
        Corpus.Word w = s.words().get(i);
        words[i] = lexicon.simplified(w.form());
        hints[i] = lexicon.natures(words[i]);
        String upos = own.isEmpty() ? w.upos() : universal(w, own);
        String xpos =
            w.xpos().isEmpty() || !upos.equals(w.upos()) ? likely(known, w.form(), upos) : w.xpos();
        gold[i] = xpos + "/" + upos;
      }
      out.add(new PerceptronTrainer.Example(new Sequence(words, hints, none), gold));
    }
    return out;
  }

  private static String likely(Map<String, Map<String, Integer>> known, String form, String upos) {
    Map<String, Integer> counts =
        known.getOrDefault(form + upos, known.getOrDefault(upos, Map.of("NN", 1)));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  static Map<String, Map<String, Integer>> own(
      List<Corpus.Sentence> train, List<Corpus.Sentence> dev) {
    Map<String, Map<String, Integer>> out = new HashMap<>();
    for (Corpus.Sentence s : train) {
      if (dev.contains(s)) {
        s.words()
            .forEach(
                w ->
                    out.computeIfAbsent(w.form(), k -> new HashMap<>())
                        .merge(w.upos(), 1, Integer::sum));
      }
    }
    return out;
  }

  private static String[] gold(Corpus.Sentence s) {
    return s.words().stream().map(w -> w.xpos() + "/" + w.upos()).toArray(String[]::new);
  }

  private static void measure(Labeler labeler, List<PerceptronTrainer.Example> dev) {
    Map<String, Integer> confusions = new HashMap<>();
    int n = 0;
    int xpos = 0;
    int upos = 0;
    for (PerceptronTrainer.Example e : dev) {
      String[] found = labeler.label(e.sequence());
      for (int i = 0; i < found.length; i++) {
        n++;
        if (!found[i].equals(e.gold()[i])) {
          confusions.merge(e.gold()[i] + ">" + found[i], 1, Integer::sum);
        }
        xpos +=
            found[i].split("/U?|/(?=[A-Z]+$)")[0].equals(e.gold()[i].split("/U?|/(?=[A-Z]+$)")[0])
                ? 1
                : 0;
        upos +=
            found[i]
                    .substring(found[i].lastIndexOf('/'))
                    .equals(e.gold()[i].substring(e.gold()[i].lastIndexOf('/')))
                ? 1
                : 0;
      }
    }
    System.out.println(
        confusions.entrySet().stream()
            .sorted((a, b) -> b.getValue() - a.getValue())
            .limit(30)
            .toList());
    System.out.printf("XPOS %.4f UPOS %.4f of %d%n", (double) xpos / n, (double) upos / n, n);
  }
}

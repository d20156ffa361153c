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

  private static final int EPOCHS = 10;

  private BuildTaggers() {}

  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]).resolve("text");
    boolean held = args.length > 3;
    boolean english = args[2].equals("en");
    List<Corpus.Sentence> dev =
        Corpus.conllu(data.resolve(english ? "ud-en/dev.conllu" : "ud-zh/dev.conllu"));
    Templates templates =
        english ? new EnglishWordTemplates() : new ChineseWordTemplates(Words.LEXICON);
    int half = held ? dev.size() / 2 : dev.size();
    AveragedWeights.Packed trained =
        english
            ? english(data, held ? List.of() : dev, templates)
            : new ChineseTeacher(Words.LEXICON, data, dev.subList(0, half)).tagger();
    Files.write(Path.of(args[1]).resolve("pos-" + args[2] + ".bin"), trained.bytes());
    if (held) {
      measure(
          new Labeler(trained.model(), templates, 1),
          english ? english(dev) : chinese(dev.subList(half, dev.size()), Map.of()));
    }
  }

  private static AveragedWeights.Packed english(
      Path data, List<Corpus.Sentence> more, Templates templates) throws IOException {
    List<Corpus.Sentence> train =
        new ArrayList<>(Corpus.conllu(data.resolve("ud-en/train.conllu")));
    train.addAll(more);
    return new PerceptronTrainer(templates, 1).train(english(train), EPOCHS, 5, 0.3);
  }

  /** A tagger that has seen EWT train alone. */
  static Labeler untaughtEnglish(Path data) throws IOException {
    Templates templates = new EnglishWordTemplates();
    return new Labeler(english(data, List.of(), templates).model(), templates, 1);
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

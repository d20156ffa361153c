package dev.loquat.text.eval;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Mode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the analyzer: {@code --data DIR} prints the table of docs/text.md for the sets found
 * under DIR/text; {@code --conllu FILE}, {@code --sighan FILE}, {@code --iob2 FILE} and {@code
 * --columns FILE} measure one file each.
 */
public final class EvaluateText {
  private static final int SHORTEST = 12;
  private static final int TIMED = 300;

  private final Analyzer analyzer = Analyzer.standard();
  private final PrintStream out;

  private EvaluateText(PrintStream out) {
    this.out = out;
  }

  /** Runs the command; prints one figure a line. */
  public static void main(String[] args) throws IOException {
    if (args.length == 0 || args.length % 2 == 1) {
      throw new IllegalArgumentException(
          "use: --data DIR | --conllu FILE | --sighan FILE | --iob2 FILE | --columns FILE, not "
              + Arrays.toString(args));
    }
    EvaluateText evaluation = new EvaluateText(System.out);
    for (int i = 0; i < args.length; i += 2) {
      evaluation.measure(args[i], Path.of(args[i + 1]));
    }
  }

  private void measure(String what, Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    switch (what) {
      case "--data" -> all(path.resolve("text"));
      case "--conllu" -> words(name, Corpus.conllu(path), true);
      case "--sighan" -> words(name, Corpus.sighan(path), false);
      case "--iob2" -> entities(name, Corpus.iob2(path));
      case "--columns" -> entities(name, Corpus.columns(path, ""));
      default -> throw new IllegalArgumentException("unknown option " + what);
    }
  }

  private void all(Path text) throws IOException {
    for (String set : List.of("pku", "msr")) {
      Path file = text.resolve("sighan2005/" + set + "_test_gold.utf8");
      if (Files.exists(file)) {
        words(set, Corpus.sighan(file), false);
      }
    }
    List<List<Corpus.Sentence>> languages = new ArrayList<>();
    for (String language : List.of("zh", "en", "ja")) {
      List<Corpus.Sentence> sentences =
          Corpus.conllu(one(text.resolve("ud-" + language), "conllu"));
      languages.add(sentences);
      words(language, sentences, true);
    }
    entities("uner-en", Corpus.iob2(one(text.resolve("uner-en"), "iob2")));
    entities("uner-zh", Corpus.iob2(one(text.resolve("uner-zh"), "iob2")));
    entities("weibo-ner", Corpus.columns(one(text.resolve("weibo-ner"), "conll"), ""));
    language(languages);
    latency(languages);
  }

  /** The held-back half is called test, the open one dev. */
  private static Path one(Path folder, String extension) {
    Path test = folder.resolve("test." + extension);
    return Files.exists(test) ? test : folder.resolve("dev." + extension);
  }

  private void words(String name, List<Corpus.Sentence> sentences, boolean tagged) {
    WordScore score = new WordScore();
    for (Corpus.Sentence s : sentences) {
      score.add(s, analyzer.analyze(s.text(), Mode.PRECISE, "auto").tokens());
    }
    print(name + " words F1", score.words());
    if (tagged) {
      print(name + " words+UPOS F1", score.universal());
      print(name + " XPOS accuracy", score.xpos());
    }
    if (score.skipped() > 0) {
      out.printf("%-40s %d%n", name + " sentences not aligned", score.skipped());
    }
  }

  private void entities(String name, List<Corpus.Sentence> sentences) {
    EntityScore score = new EntityScore();
    for (Corpus.Sentence s : sentences) {
      score.add(s, analyzer.analyze(s.text(), Mode.PRECISE, "auto").entities());
    }
    print(name + " entity F1", score.f1());
  }

  private void language(List<List<Corpus.Sentence>> languages) {
    String[] codes = {"zh", "en", "ja"};
    int n = 0;
    int right = 0;
    for (int k = 0; k < codes.length; k++) {
      String code = codes[k];
      List<String> texts =
          languages.get(k).stream()
              .map(Corpus.Sentence::text)
              .filter(t -> t.codePointCount(0, t.length()) >= SHORTEST)
              .limit(TIMED)
              .toList();
      n += texts.size();
      right += (int) texts.stream().filter(t -> analyzer.language(t).equals(code)).count();
    }
    print("language accuracy", (double) right / Math.max(1, n));
  }

  private void latency(List<List<Corpus.Sentence>> languages) {
    List<Double> millis = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      for (Corpus.Sentence s : languages.get(k).stream().limit(TIMED).toList()) {
        long start = System.nanoTime();
        analyzer.analyze(s.text(), Mode.PRECISE, "auto");
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    millis.sort(null);
    print("analysis of a sentence ms p50", millis.get(millis.size() / 2));
    print("analysis of a sentence ms p95", millis.get(millis.size() * 95 / 100));
  }

  private void print(String name, double figure) {
    out.printf("%-40s %.4f%n", name, figure);
  }
}

package dev.loquat.text.eval;

import dev.loquat.text.Analysis;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures an analyzer on annotated files, and how long it takes for a sentence. */
public final class TextEvaluation {
  /** Shorter sentences, in characters, need not tell their language. */
  private static final int SHORTEST = 12;

  /** So many of a file's first sentences are asked for their language. */
  private static final int ASKED = 300;

  private static final Pattern LANGUAGE = Pattern.compile("(?<![A-Za-z])(zh|en|ja)(?![A-Za-z])");

  private final Analyzer analyzer;
  private final List<Double> millis = new ArrayList<>();

  /** Measures this analyzer. */
  public TextEvaluation(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /**
   * Measures one file. Its language is taken from its path, as in {@code ud-zh/dev.conllu}.
   *
   * @throws IOException if it cannot be read, or holds no annotated sentence of its kind
   */
  public Figures measure(Path file, CorpusKind kind) throws IOException {
    List<Corpus.Sentence> sentences = Corpus.read(file, kind);
    boolean cut = kind == CorpusKind.CONLLU || kind == CorpusKind.SIGHAN;
    WordScore words = new WordScore();
    EntityScore entities = new EntityScore();
    for (Corpus.Sentence s : sentences) {
      long start = System.nanoTime();
      Analysis analysis = analyzer.analyze(s.text(), Mode.PRECISE, "auto");
      millis.add((System.nanoTime() - start) / 1e6);
      if (cut) {
        words.add(s, analysis.tokens());
      } else {
        entities.add(s, analysis.entities());
      }
    }
    boolean tagged = kind == CorpusKind.CONLLU;
    return new Figures(
        sentences.size() - words.skipped() - entities.skipped(),
        words.skipped() + entities.skipped(),
        given(cut, words.words()),
        given(tagged, words.universal()),
        given(tagged, words.xpos()),
        given(!cut, entities.f1()),
        tagged ? language(file, sentences) : OptionalDouble.empty());
  }

  /** The time that {@code share} of all sentences measured so far took at most, in ms. */
  public double millis(double share) {
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return sorted.isEmpty()
        ? 0
        : sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
  }

  private OptionalDouble language(Path file, List<Corpus.Sentence> sentences) {
    Matcher path = LANGUAGE.matcher(file.toString());
    String code = "";
    while (path.find()) {
      code = path.group(1);
    }
    if (code.isEmpty()) {
      return OptionalDouble.empty();
    }
    String expected = code;
    return sentences.stream()
        .map(Corpus.Sentence::text)
        .filter(t -> t.codePointCount(0, t.length()) >= SHORTEST)
        .limit(ASKED)
        .mapToDouble(t -> analyzer.language(t).equals(expected) ? 1 : 0)
        .average();
  }

  private static OptionalDouble given(boolean told, double figure) {
    return told ? OptionalDouble.of(figure) : OptionalDouble.empty();
  }
}

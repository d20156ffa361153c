package dev.loquat.model;

import dev.loquat.text.Analyzer;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers by quoting: the sentences of the sources that hold most of what the question asks for,
 * each with its citation. Says that it quotes, and says so when the sources hold no answer.
 *
 * <p>A sentence's worth is the share of the question's term weight (idf) that it holds; sentences
 * are taken greedily by what they add (maximal coverage, as in Lin and Bilmes, "A Class of
 * Submodular Functions for Document Summarization", 2011), then put in the order of their sources.
 */
public final class ExtractiveModel implements AnswerModel {
  private static final int MOST_SENTENCES = 4;

  /** A source is an answer's only if it holds this share of the question's weight. */
  private static final double LEAST_COVERAGE = 0.4;

  /** A sentence is quoted only if it is worth this share of the best one. */
  private static final double LEAST_OF_BEST = 0.35;

  /** What terms that were quoted already are still worth in a further sentence. */
  private static final double REPEATED = 0.5;

  private final QuestionTerms questionTerms;
  private final Sentences sentences;

  /** A model over one analyzer. */
  public ExtractiveModel(Analyzer analyzer) {
    this.questionTerms = new QuestionTerms(analyzer);
    this.sentences = new Sentences(analyzer);
  }

  @Override
  public Multi<Piece> answer(ModelCall call) {
    return Multi.createFrom()
        .deferred(
            () -> {
              Wording wording = Wording.in(call.language());
              List<Quote> quotes = quotes(call);
              List<Piece> pieces = new ArrayList<>();
              if (quotes.isEmpty()) {
                pieces.add(new Piece.Note(wording.nothingFound()));
              } else {
                pieces.add(new Piece.Note(wording.preface()));
                for (Quote quote : quotes) {
                  pieces.add(new Piece.Text(wording.quote(quote.text(), quote.source())));
                }
              }
              pieces.add(new Piece.End("stop", new Usage(0, 0)));
              return Multi.createFrom().iterable(pieces);
            });
  }

  /** The quotes that answer, in the order of their sources; none if nothing answers. */
  List<Quote> quotes(ModelCall call) {
    WeightedTerms wanted = questionTerms.of(call.question(), call.sources());
    List<Quote> candidates = new ArrayList<>();
    for (Source source : call.sources()) {
      List<Sentence> inSource = sentences.of(source);
      if (wanted.coverage(inSource, source) >= LEAST_COVERAGE) {
        for (Sentence sentence : inSource) {
          candidates.add(new Quote(source.number(), sentence, wanted.worth(sentence, source)));
        }
      }
    }
    List<Quote> chosen = choose(candidates, wanted);
    chosen.sort(
        Comparator.comparingInt(Quote::source).thenComparingInt(q -> q.sentence().position()));
    return chosen;
  }

  private static List<Quote> choose(List<Quote> candidates, WeightedTerms wanted) {
    List<Quote> left = new ArrayList<>(candidates);
    List<Quote> chosen = new ArrayList<>();
    Set<String> said = new HashSet<>();
    double best = 0;
    while (chosen.size() < MOST_SENTENCES && !left.isEmpty()) {
      Quote next = left.get(0);
      double worth = -1;
      for (Quote quote : left) {
        double value = quote.worth() * wanted.novelty(quote.sentence(), said, REPEATED);
        if (value > worth) {
          worth = value;
          next = quote;
        }
      }
      best = Math.max(best, worth);
      if (worth <= 0 || worth < best * LEAST_OF_BEST) {
        break;
      }
      Quote taken = next;
      chosen.add(taken);
      said.addAll(taken.sentence().terms());
      left.removeIf(quote -> quote == taken || quote.text().equals(taken.text()));
    }
    return chosen;
  }

  /**
   * A sentence of a source.
   *
   * @param source the source's number
   */
  record Quote(int source, Sentence sentence, double worth) {
    String text() {
      return sentence.text();
    }
  }
}

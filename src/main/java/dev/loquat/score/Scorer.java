package dev.loquat.score;

import dev.loquat.text.Analyzer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Scores answers against their passages. Immutable and safe for use by all threads. */
public final class Scorer {
  private final Analyzer analyzer;
  private final ScoreSettings settings;

  private Scorer(Analyzer analyzer, ScoreSettings settings) {
    this.analyzer = analyzer;
    this.settings = settings;
  }

  /** A scorer with the standard settings. */
  public static Scorer standard() {
    return of(ScoreSettings.standard());
  }

  /** A scorer with settings of one's own. */
  public static Scorer of(ScoreSettings settings) {
    return new Scorer(Analyzer.standard(), settings);
  }

  /** The same scorer with another analyzer, such as one with own words. */
  public Scorer with(Analyzer other) {
    return new Scorer(other, settings);
  }

  /** The settings in force. */
  public ScoreSettings settings() {
    return settings;
  }

  /**
   * Scores an answer.
   *
   * @param question what was asked; without it there is no completeness
   * @param answer any text; an empty one is supported by nothing
   * @param context the passages that the answer is drawn from
   */
  public TrustScore score(Optional<String> question, String answer, List<String> context) {
    Vocabulary vocabulary = new Vocabulary();
    PassageIndex index = PassageIndex.of(context, analyzer, vocabulary);
    Reading said = Reading.of(answer, analyzer, vocabulary);
    List<TrustScore.Sentence> sentences = sentences(index, said);
    double consistency = consistency(said, sentences);
    Optional<Completed> completed =
        question.map(
            asked -> completed(index, Question.of(asked, analyzer, vocabulary), said, answer));
    OptionalDouble completeness =
        completed.isPresent() ? OptionalDouble.of(completed.get().value()) : OptionalDouble.empty();
    List<Hedges.Found> hedges = Hedges.in(answer);
    boolean trusted =
        !context.isEmpty()
            && consistency >= settings.consistencyThreshold()
            && completeness.orElse(1) >= settings.completenessThreshold();
    return new TrustScore(
        context.isEmpty() ? 0 : weigh(consistency, completeness),
        consistency,
        completeness,
        Hedges.certainty(said.sentences(), hedges),
        trusted,
        sentences,
        completed.map(Completed::missing),
        hedges.stream().map(Hedges.Found::hedge).toList());
  }

  private static List<TrustScore.Sentence> sentences(PassageIndex index, Reading answer) {
    Support support = new Support(index);
    return IntStream.range(0, answer.sentences().size())
        .mapToObj(sentence -> support.of(answer, sentence))
        .toList();
  }

  /** The sentences' mean support, each by how many units it has. */
  private static double consistency(Reading answer, List<TrustScore.Sentence> sentences) {
    double total = 0;
    int units = 0;
    for (int s = 0; s < sentences.size(); s++) {
      int size = answer.first(s + 1) - answer.first(s);
      total += sentences.get(s).support() * size;
      units += size;
    }
    return units == 0 ? 0 : total / units;
  }

  private record Completed(double value, List<TrustScore.Missing> missing) {}

  private static Completed completed(
      PassageIndex index, Question question, Reading answer, String text) {
    Completeness completeness = new Completeness(index, question);
    Completeness.Features features = completeness.of(answer, text);
    return new Completed(features.completeness(), completeness.missing(features));
  }

  private double weigh(double consistency, OptionalDouble completeness) {
    if (completeness.isEmpty()) {
      return consistency;
    }
    double sum = settings.consistencyWeight() + settings.completenessWeight();
    return (settings.consistencyWeight() * consistency
            + settings.completenessWeight() * completeness.getAsDouble())
        / sum;
  }
}

package dev.loquat.score;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Span;
import dev.loquat.text.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

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
    List<TrustScore.Sentence> sentences = new ArrayList<>();
    double total = 0;
    for (Span span : analyzer.sentences(answer)) {
      TrustScore.Sentence sentence = support(answer, span, context);
      sentences.add(sentence);
      total += sentence.support();
    }
    double consistency = sentences.isEmpty() ? 0 : total / sentences.size();
    Optional<List<TrustScore.Missing>> missing =
        question.map(text -> missing(text, answer, context));
    OptionalDouble completeness =
        missing.isPresent()
            ? OptionalDouble.of(completeness(question.orElse(""), missing.get().size()))
            : OptionalDouble.empty();
    double score = context.isEmpty() ? 0 : weigh(consistency, completeness);
    boolean trusted =
        !context.isEmpty()
            && consistency >= settings.consistencyThreshold()
            && completeness.orElse(1) >= settings.completenessThreshold();
    return new TrustScore(
        score, consistency, completeness, 1, trusted, sentences, missing, List.of());
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

  private TrustScore.Sentence support(String answer, Span span, List<String> context) {
    Set<String> wanted = terms(answer.substring(span.start(), span.end()));
    double best = 0;
    Optional<TrustScore.Evidence> evidence = Optional.empty();
    for (int i = 0; i < context.size(); i++) {
      for (Span candidate : analyzer.sentences(context.get(i))) {
        Set<String> held = terms(context.get(i).substring(candidate.start(), candidate.end()));
        held.retainAll(wanted);
        double share = wanted.isEmpty() ? 0 : (double) held.size() / wanted.size();
        if (share > best) {
          best = share;
          evidence = Optional.of(new TrustScore.Evidence(i, candidate.start(), candidate.end()));
        }
      }
    }
    return new TrustScore.Sentence(span.start(), span.end(), best, evidence);
  }

  private List<TrustScore.Missing> missing(String question, String answer, List<String> context) {
    Set<String> known = terms(answer + "\n" + String.join("\n", context));
    List<TrustScore.Missing> missing = new ArrayList<>();
    for (Term term : analyzer.terms(question)) {
      if (!known.contains(term.text())) {
        missing.add(new TrustScore.Missing(question.substring(term.start(), term.end()), "TERM"));
      }
    }
    return missing;
  }

  private double completeness(String question, int missing) {
    int asked = analyzer.terms(question).size();
    return asked == 0 ? 1 : Math.max(0, 1 - (double) missing / asked);
  }

  private Set<String> terms(String text) {
    return analyzer.terms(text).stream()
        .map(Term::text)
        .collect(Collectors.toCollection(HashSet::new));
  }
}

package dev.loquat.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether an answer gives what was asked for: do the words of the question stand near the place of
 * the passages that the answer comes from, nearer than elsewhere, does it bring anything that the
 * question did not say, and is it of the kind that was asked for. Weights fitted on public question
 * answering data: docs/benchmarks/score.md.
 */
final class Completeness {
  private static final double RELATIVE = 0.55;
  private static final double CLOSE = 0.77;
  private static final double ECHO = 0.16;
  private static final double OTHER_KIND = 0.19;
  private static final double FLOOR = 0.05;

  /** A word of the question that stands farther from the evidence than this is missing there. */
  private static final double MISSING = 0.2;

  private static final double OTHER_WORDS = 0.3;

  /** A sentence that holds this much of what the best one holds is evidence as well. */
  private static final double EVIDENCE = 0.75;

  private final PassageIndex index;
  private final Places places;
  private final Question question;
  private final double[] closeness;
  private final Set<Integer> asked;
  private final double[] askedIn;
  private final double mostAsked;
  private final double[] holding;

  Completeness(PassageIndex index, Question question) {
    this.index = index;
    this.places = new Places(index);
    this.question = question;
    this.closeness = new double[question.words().size()];
    this.asked = new HashSet<>();
    question.words().forEach(w -> Arrays.stream(w.units()).forEach(asked::add));
    this.askedIn = asked(index, question);
    this.mostAsked = Arrays.stream(askedIn).max().orElse(0);
    this.holding = new double[index.sentences()];
  }

  /**
   * What the parts are.
   *
   * @param relative how much of the question the evidence holds, of what the best sentence holds
   * @param close weighted mean of the words' closeness to the evidence, times the share of what the
   *     answer adds to the question that the passages hold
   * @param echo share of the answer that repeats the question
   * @param otherKind whether the answer is not of the kind that was asked for
   */
  record Features(double relative, double close, double echo, boolean otherKind) {
    double completeness() {
      return Math.exp(
          RELATIVE * log(relative)
              + CLOSE * log(close)
              - ECHO * echo
              - (otherKind ? OTHER_KIND : 0));
    }

    private static double log(double share) {
      return Math.log((share + FLOOR) / (1 + FLOOR));
    }
  }

  /** Reads the answer once; ask {@link #missing} afterwards. */
  Features of(Reading answer, String text) {
    double relative = 0;
    for (int s = 0; s < answer.sentences().size(); s++) {
      relative = Math.max(relative, sentence(answer, s));
    }
    int[] units = IntStream.range(0, answer.size()).map(answer::id).distinct().toArray();
    int[] added = added(units);
    double founded = added.length == 0 ? 0 : (double) held(added) / added.length;
    double echo =
        units.length == 0
            ? 0
            : (double) Arrays.stream(units).filter(asked::contains).count() / units.length;
    return new Features(relative, close() * founded, echo, !question.kind().answeredBy(text));
  }

  private long held(int[] units) {
    return Arrays.stream(units).filter(index::holds).count();
  }

  /** What the answer says beyond the question; all of it where it only repeats the question. */
  private int[] added(int[] units) {
    int[] added = Arrays.stream(units).filter(u -> !asked.contains(u)).toArray();
    return added.length == 0 ? units : added;
  }

  private double sentence(Reading answer, int sentence) {
    int first = answer.first(sentence);
    int end = answer.first(sentence + 1);
    int[] units = added(IntStream.range(first, end).map(answer::id).distinct().toArray());
    double[] best = nearest(places.of(answer, first, end, units));
    for (int w = 0; w < best.length; w++) {
      closeness[w] = Math.max(closeness[w], best[w]);
    }
    return relative(units);
  }

  /** How close the question's words are to that of the places which they are closest to. */
  private double[] nearest(List<Places.Place> candidates) {
    double[] best = new double[0];
    double most = -1;
    for (Places.Place place : candidates) {
      double[] near = new double[closeness.length];
      double total = 0;
      for (int w = 0; w < near.length; w++) {
        near[w] = places.near(question.words().get(w).units(), place);
        total += near[w] * weight(question.words().get(w));
      }
      if (total > most) {
        most = total;
        best = near;
      }
    }
    return best;
  }

  /** How telling a word is; one that the passages do not hold may stand there in other words. */
  private double weight(Question.Word word) {
    double weight = Arrays.stream(word.units()).mapToDouble(index::weight).sum();
    return Arrays.stream(word.units()).anyMatch(index::holds) ? weight : weight * OTHER_WORDS;
  }

  private double close() {
    double total = 0;
    double all = 0;
    for (int w = 0; w < closeness.length; w++) {
      double weight = weight(question.words().get(w));
      total += weight * closeness[w];
      all += weight;
    }
    return all == 0 ? 1 : total / all;
  }

  private static double[] asked(PassageIndex index, Question question) {
    double[] held = new double[index.sentences()];
    for (Question.Word word : question.words()) {
      for (int unit : word.units()) {
        for (int sentence : index.sentencesWith(unit)) {
          held[sentence] += index.weight(unit);
        }
      }
    }
    return held;
  }

  /**
   * How much of the question the sentences hold that hold most of these units, of what the best one
   * holds.
   */
  private double relative(int[] units) {
    if (mostAsked == 0) {
      return 1;
    }
    double most = 0;
    for (int unit : units) {
      for (int sentence : index.locating(unit)) {
        holding[sentence] += index.weight(unit);
        most = Math.max(most, holding[sentence]);
      }
    }
    double best = 0;
    for (int unit : units) {
      for (int sentence : index.locating(unit)) {
        if (holding[sentence] >= EVIDENCE * most) {
          best = Math.max(best, askedIn[sentence]);
        }
      }
    }
    for (int unit : units) {
      for (int sentence : index.locating(unit)) {
        holding[sentence] = 0;
      }
    }
    return best / mostAsked;
  }

  /** The words of the question that are far from the evidence, and the kind that is not given. */
  List<TrustScore.Missing> missing(Features features) {
    List<TrustScore.Missing> missing = new ArrayList<>();
    if (features.otherKind()) {
      missing.add(new TrustScore.Missing(question.asking(), question.kind().name()));
    }
    for (int w = 0; w < closeness.length; w++) {
      if (closeness[w] < MISSING) {
        missing.add(new TrustScore.Missing(question.words().get(w).text(), "TERM"));
      }
    }
    return missing;
  }
}

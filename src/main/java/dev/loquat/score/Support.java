package dev.loquat.score;

import dev.loquat.text.Span;
import java.util.Arrays;
import java.util.Optional;

/**
 * How well the passages support one sentence of an answer: a weighted geometric mean of how many of
 * its units they hold at all, hold together in two neighbouring sentences, and hold side by side
 * (chains of predicates and their arguments, function words left out); less where a number is
 * theirs nowhere, or one of the two denies what the other says. 1 for a sentence that they say word
 * for word. Weights fitted on public groundedness data: docs/benchmarks/score.md.
 */
final class Support {
  private static final double ANYWHERE = 2.6;
  private static final double TOGETHER = 0.4;
  private static final double UNBROKEN = 0.65;
  private static final double FOREIGN_NUMBER = 0.55;
  private static final double DENIED = 1.6;

  /** Broken chains tell only of sentences that are otherwise taken from the passages. */
  private static final double BREAKS_TELL = 4;

  private static final double FLOOR = 0.05;

  private final PassageIndex index;
  private final int[] inWindow;
  private final int[] inSentence;

  Support(PassageIndex index) {
    this.index = index;
    this.inWindow = new int[index.sentences() + 1];
    this.inSentence = new int[index.sentences() + 1];
  }

  TrustScore.Sentence of(Reading answer, int sentence) {
    Span span = answer.sentences().get(sentence);
    int first = answer.first(sentence);
    int end = answer.first(sentence + 1);
    int[] units = distinct(answer, first, end);
    int best = vote(units);
    double support = best < 0 ? 0 : features(answer, first, end, units, best).support();
    forget(units);
    return new TrustScore.Sentence(
        span.start(),
        span.end(),
        support,
        best < 0 ? Optional.empty() : Optional.of(index.evidence(best)));
  }

  /**
   * What speaks for a sentence and against it.
   *
   * @param anywhere share of its units that the passages hold
   * @param together share that two neighbouring sentences hold
   * @param chained share of its pairs of neighbouring units that stand side by side in the passages
   * @param foreignNumbers numbers that the passages do not hold, at most 2
   * @param denied whether it denies what its evidence does not deny
   */
  record Features(
      double anywhere, double together, double chained, int foreignNumbers, boolean denied) {
    double support() {
      double log =
          ANYWHERE * log(anywhere)
              + TOGETHER * log(together)
              + UNBROKEN * log(1 - (1 - chained) * Math.pow(anywhere, BREAKS_TELL))
              - FOREIGN_NUMBER * foreignNumbers
              - (denied ? DENIED : 0);
      return Math.exp(log);
    }
  }

  private Features features(Reading answer, int first, int end, int[] units, int best) {
    double together = (double) Math.max(inWindow[best], before(best)) / units.length;
    return new Features(
        share(units),
        together,
        chained(answer, first, end, units),
        foreignNumbers(answer, first, end),
        denied(answer, first, end, best));
  }

  private static double log(double share) {
    return Math.log((share + FLOOR) / (1 + FLOOR));
  }

  private static int[] distinct(Reading answer, int first, int end) {
    int[] ids = new int[end - first];
    for (int u = first; u < end; u++) {
      ids[u - first] = answer.id(u);
    }
    return Arrays.stream(ids).distinct().toArray();
  }

  private double share(int[] units) {
    return (double) Arrays.stream(units).filter(index::holds).count() / units.length;
  }

  /**
   * Counts each sentence's units, and those of each window of two; gives the best sentence or -1.
   */
  private int vote(int[] units) {
    int best = -1;
    for (int unit : units) {
      int last = -2;
      for (int sentence : index.locating(unit)) {
        inSentence[sentence]++;
        inWindow[sentence]++;
        if (sentence > 0 && last != sentence - 1) {
          inWindow[sentence - 1]++;
        }
        last = sentence;
      }
    }
    for (int unit : units) {
      int[] holding = index.sentencesWith(unit);
      for (int i = 0; i < Math.min(holding.length, PassageIndex.COMMON); i++) {
        int sentence = holding[i];
        if (best < 0
            || inSentence[sentence] > inSentence[best]
            || inSentence[sentence] == inSentence[best] && sentence < best) {
          best = sentence;
        }
      }
    }
    return best;
  }

  private int before(int sentence) {
    return sentence == 0 ? 0 : inWindow[sentence - 1];
  }

  private void forget(int[] units) {
    for (int unit : units) {
      for (int sentence : index.locating(unit)) {
        inSentence[sentence] = 0;
        inWindow[sentence] = 0;
        if (sentence > 0) {
          inWindow[sentence - 1] = 0;
        }
      }
    }
  }

  private double chained(Reading answer, int first, int end, int[] units) {
    if (end - first < 2) {
      return share(units);
    }
    int found = 0;
    for (int u = first; u + 1 < end; u++) {
      if (index.holdsPair(answer.id(u), answer.id(u + 1))) {
        found++;
      }
    }
    return (double) found / (end - first - 1);
  }

  private int foreignNumbers(Reading answer, int first, int end) {
    int foreign = 0;
    for (int u = first; u < end; u++) {
      if (answer.kind(u) == Reading.NUMBER && !index.holds(answer.id(u))) {
        foreign++;
      }
    }
    return Math.min(foreign, 2);
  }

  /** Whether the answer denies what its evidence says, or says what its evidence denies. */
  private boolean denied(Reading answer, int first, int end, int best) {
    Reading passage = index.passageOf(best);
    int within = index.withinPassage(best);
    boolean here = denies(answer, first, end);
    boolean there = denies(passage, passage.first(within), passage.first(within + 1));
    return here && !there;
  }

  private static boolean denies(Reading text, int first, int end) {
    for (int u = first; u < end; u++) {
      if (text.kind(u) == Reading.NEGATION) {
        return true;
      }
    }
    return false;
  }
}

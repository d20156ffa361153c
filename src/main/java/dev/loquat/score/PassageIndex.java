package dev.loquat.score;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Span;
import java.util.Arrays;
import java.util.List;

/**
 * The passages of one call, indexed by unit: where each unit stands, in which sentences, and how
 * telling it is. Positions count units through all passages, with a gap between two of them.
 */
final class PassageIndex {
  /** Positions between the last unit of a passage and the first of the next: they are not near. */
  private static final int GAP = 1000;

  /** A unit that stands in more sentences than this tells nothing of where to look. */
  static final int COMMON = 512;

  private static final int[] NOWHERE = {};

  private final List<Reading> passages;
  private final int[] passageOfSentence;
  private final int[] firstSentence;
  private final int[][] positions;
  private final int[][] sentences;
  private final long[] pairs;

  private PassageIndex(List<Reading> passages, int vocabulary) {
    this.passages = passages;
    this.firstSentence = new int[passages.size() + 1];
    for (int p = 0; p < passages.size(); p++) {
      firstSentence[p + 1] = firstSentence[p] + passages.get(p).sentences().size();
    }
    this.passageOfSentence = new int[firstSentence[passages.size()]];
    this.positions = new int[vocabulary][];
    this.sentences = new int[vocabulary][];
    int units = passages.stream().mapToInt(Reading::size).sum();
    this.pairs = new long[units];
    fill(counts(vocabulary));
  }

  /** Reads the passages; units that come later into the vocabulary stand nowhere in them. */
  static PassageIndex of(List<String> context, Analyzer analyzer, Vocabulary vocabulary) {
    List<Reading> passages =
        context.stream().map(text -> Reading.of(text, analyzer, vocabulary)).toList();
    return new PassageIndex(passages, vocabulary.size());
  }

  private int[] counts(int vocabulary) {
    int[] counts = new int[vocabulary];
    for (Reading passage : passages) {
      for (int u = 0; u < passage.size(); u++) {
        counts[passage.id(u)]++;
      }
    }
    return counts;
  }

  private void fill(int[] counts) {
    for (int id = 0; id < counts.length; id++) {
      positions[id] = new int[counts[id]];
      sentences[id] = new int[counts[id]];
    }
    int[] places = new int[counts.length];
    int[] holding = new int[counts.length];
    int position = 0;
    int pair = 0;
    for (int p = 0; p < passages.size(); p++) {
      Reading passage = passages.get(p);
      for (int s = 0; s < passage.sentences().size(); s++) {
        int sentence = firstSentence[p] + s;
        passageOfSentence[sentence] = p;
        for (int u = passage.first(s); u < passage.first(s + 1); u++) {
          int id = passage.id(u);
          positions[id][places[id]++] = position++;
          if (holding[id] == 0 || sentences[id][holding[id] - 1] != sentence) {
            sentences[id][holding[id]++] = sentence;
          }
          pairs[pair++] = u + 1 < passage.size() ? pair(id, passage.id(u + 1)) : -1;
        }
      }
      position += GAP;
    }
    for (int id = 0; id < counts.length; id++) {
      sentences[id] = Arrays.copyOf(sentences[id], holding[id]);
    }
    Arrays.sort(pairs);
  }

  private static long pair(int first, int second) {
    return (long) first << 32 | second;
  }

  int sentences() {
    return passageOfSentence.length;
  }

  boolean holds(int id) {
    return id < positions.length && positions[id].length > 0;
  }

  /** Whether the two units stand side by side somewhere. */
  boolean holdsPair(int first, int second) {
    return Arrays.binarySearch(pairs, pair(first, second)) >= 0;
  }

  /** Where the unit stands, ascending. */
  int[] positions(int id) {
    return id < positions.length ? positions[id] : NOWHERE;
  }

  /** Numbers of the sentences that hold the unit, ascending; counted through all passages. */
  int[] sentencesWith(int id) {
    return id < sentences.length ? sentences[id] : NOWHERE;
  }

  /** {@link #sentencesWith}, empty for a unit that is too common to tell where to look. */
  int[] locating(int id) {
    int[] holding = sentencesWith(id);
    return holding.length > COMMON ? NOWHERE : holding;
  }

  /** Robertson's inverse document frequency over sentences; at its highest for absent units. */
  double weight(int id) {
    int holding = sentencesWith(id).length;
    return Math.log(1 + (sentences() - holding + 0.5) / (holding + 0.5));
  }

  /** The sentence as a place in its passage. */
  TrustScore.Evidence evidence(int sentence) {
    int passage = passageOfSentence[sentence];
    Span span = passages.get(passage).sentences().get(sentence - firstSentence[passage]);
    return new TrustScore.Evidence(passage, span.start(), span.end());
  }

  Reading passageOf(int sentence) {
    return passages.get(passageOfSentence[sentence]);
  }

  /** Number of the sentence within its passage. */
  int withinPassage(int sentence) {
    return sentence - firstSentence[passageOfSentence[sentence]];
  }
}

package dev.loquat.score;

import dev.loquat.text.Analyzer;
import dev.loquat.text.Span;
import dev.loquat.text.Term;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text as the scorer sees it: its content units in order. A unit is an English stem, a number in
 * its plain writing, or a single Chinese or Japanese character: words of those are cut differently
 * in different sentences.
 */
final class Reading {
  private static final Set<String> NEGATIONS =
      Set.of(
          "not", "n't", "no", "never", "none", "without", "neither", "nor", "cannot", "不", "没", "未",
          "无", "非", "否", "別", "ない", "ません");

  private final List<Span> sentences;
  private int[] ids = new int[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private byte[] kinds = new byte[64];
  private int size;
  private final int[] firstOfSentence;

  static final byte WORD = 0;
  static final byte NUMBER = 1;
  static final byte NEGATION = 2;

  private Reading(List<Span> sentences) {
    this.sentences = sentences;
    this.firstOfSentence = new int[sentences.size() + 1];
  }

  static Reading of(String text, Analyzer analyzer, Vocabulary vocabulary) {
    Reading reading = new Reading(analyzer.sentences(text));
    int end = 0;
    for (Term term : analyzer.terms(text)) {
      if (term.start() >= end) {
        reading.add(text, term, vocabulary);
        end = term.end();
      }
    }
    reading.findSentences();
    return reading;
  }

  private void add(String text, Term term, Vocabulary vocabulary) {
    Optional<String> number = Numerals.of(term.text());
    if (number.isPresent()) {
      add(vocabulary.number(number.get()), term.start(), term.end(), NUMBER);
    } else if (term.end() - term.start() == term.text().length() && cjk(term.text())) {
      for (int i = 0; i < term.text().length(); i++) {
        String unit = term.text().substring(i, i + 1);
        int at = term.start() + i;
        add(vocabulary.number(unit), at, at + 1, NEGATIONS.contains(unit) ? NEGATION : WORD);
      }
    } else {
      byte kind = NEGATIONS.contains(term.text()) ? NEGATION : WORD;
      add(vocabulary.number(term.text()), term.start(), term.end(), kind);
    }
  }

  private static boolean cjk(String word) {
    return word.chars().allMatch(c -> Character.isIdeographic(c) || c >= 0x3040 && c <= 0x30ff);
  }

  private void add(int id, int start, int end, byte kind) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    ids[size] = id;
    starts[size] = start;
    ends[size] = end;
    kinds[size++] = kind;
  }

  private void findSentences() {
    int unit = 0;
    for (int s = 0; s < sentences.size(); s++) {
      firstOfSentence[s] = unit;
      while (unit < size && starts[unit] < sentences.get(s).end()) {
        unit++;
      }
    }
    firstOfSentence[sentences.size()] = size;
  }

  int size() {
    return size;
  }

  List<Span> sentences() {
    return sentences;
  }

  /** First unit of a sentence; of the one behind the last: {@link #size()}. */
  int first(int sentence) {
    return firstOfSentence[sentence];
  }

  int id(int unit) {
    return ids[unit];
  }

  /** Units from {@code first} to before {@code end}. */
  int[] ids(int first, int end) {
    return Arrays.copyOfRange(ids, first, end);
  }

  int start(int unit) {
    return starts[unit];
  }

  int end(int unit) {
    return ends[unit];
  }

  byte kind(int unit) {
    return kinds[unit];
  }
}

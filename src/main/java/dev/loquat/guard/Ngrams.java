package dev.loquat.guard;

import dev.loquat.text.Term;
import java.util.ArrayList;
import java.util.List;

/** What the model reads of a text: its words and the pairs of neighbours. */
final class Ngrams {
  private static final int LONGEST_WORD = 30;
  private static final String LONG = "<long>";

  private static final String MARKS = ".,;:?!。，；：？！、";

  private Ngrams() {}

  /** Words and marks of sentences; the marks of code and templates are the grammar's to judge. */
  static List<Term> read(List<Term> words) {
    return words.stream().filter(word -> isRead(word.text().charAt(0))).toList();
  }

  private static boolean isRead(char first) {
    return Character.isLetterOrDigit(first) || MARKS.indexOf(first) >= 0;
  }

  /** Every word, and behind it the pair that it ends. */
  static List<String> of(List<Term> words) {
    List<String> out = new ArrayList<>();
    String before = "";
    for (Term word : words) {
      String now = normal(word.text());
      out.add(now);
      if (!before.isEmpty()) {
        out.add(before + ' ' + now);
      }
      before = now;
    }
    return out;
  }

  /** How many there are of a stretch of words. */
  static int count(int words) {
    return 2 * words - 1;
  }

  /** A word as the model knows it: numbers are all alike, and so are words that nobody says. */
  static String normal(String word) {
    if (word.length() > LONGEST_WORD) {
      return LONG;
    }
    for (int i = 0; i < word.length(); i++) {
      if (Character.isDigit(word.charAt(i))) {
        return word.replaceAll("\\d+", "0");
      }
    }
    return word;
  }
}

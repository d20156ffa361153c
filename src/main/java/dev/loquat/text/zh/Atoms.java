package dev.loquat.text.zh;

import static dev.loquat.text.script.CharClass.DIGIT;
import static dev.loquat.text.script.CharClass.EXTEND;
import static dev.loquat.text.script.CharClass.HAN;
import static dev.loquat.text.script.CharClass.LATIN;
import static dev.loquat.text.script.CharClass.PUNCT;
import static dev.loquat.text.script.CharClass.SPACE;

import dev.loquat.text.script.CharClass;
import java.util.Arrays;

/**
 * A stretch of text as what a word is made of: a Han, a whole number, a whole foreign word, a mark.
 * Reused from stretch to stretch by one thread.
 */
final class Atoms {
  static final char NUMBER = '0';
  static final char FOREIGN = 'a';
  static final char RARE = '\uE000';
  private static final String INSIDE_FOREIGN = "._-@:/'&+#=?%~’";
  private static final String INSIDE_NUMBER = ".,:．，";

  int n;
  char[] unit = new char[256];
  int[] end = new int[256];
  byte[] kind = new byte[256];

  private final char[] fold;

  /**
   * @param fold each character to its simplified form
   */
  Atoms(char[] fold) {
    this.fold = fold;
  }

  /** Reads from {@code at} to the next white space, to {@code to} or {@code most} atoms. */
  int read(String text, int at, int to, int most) {
    n = 0;
    int i = at;
    while (i < to && n < most) {
      byte klass = CharClass.of(text.charAt(i));
      if (klass == SPACE) {
        break;
      }
      int next = atom(text, i, to, klass);
      while (next < to && CharClass.of(text.charAt(next)) == EXTEND) {
        next = joined(text, next, to);
      }
      end[n++] = next;
      i = next;
      if (n == unit.length) {
        grow();
      }
    }
    return i;
  }

  private int atom(String text, int i, int to, byte klass) {
    char c = text.charAt(i);
    if (klass == HAN) {
      return Character.isHighSurrogate(c) ? one(RARE, HAN, i + 2) : one(fold[c], HAN, i + 1);
    }
    if (klass == DIGIT || klass == LATIN) {
      return number(text, i, to);
    }
    if (klass >= LATIN && klass != EXTEND && !Character.isSurrogate(c)) {
      int e = i + 1;
      while (e < to
          && CharClass.of(text.charAt(e)) == klass
          && !Character.isSurrogate(text.charAt(e))) {
        e++;
      }
      return one(FOREIGN, LATIN, e);
    }
    boolean pair = Character.isHighSurrogate(c) && i + 1 < to;
    return one(pair ? RARE : fold[c], PUNCT, pair ? i + 2 : i + 1);
  }

  private int number(String text, int i, int to) {
    int e = i;
    boolean letters = false;
    while (e < to) {
      byte klass = CharClass.of(text.charAt(e));
      if (klass == LATIN || klass == DIGIT) {
        letters |= klass == LATIN;
        e++;
      } else if (e + 1 < to && inside(text, e)) {
        e++;
      } else {
        break;
      }
    }
    if (letters) {
      return one(FOREIGN, LATIN, e);
    }
    e = digits(text, i, to);
    if (e < to && (text.charAt(e) == '%' || text.charAt(e) == '％')) {
      e++;
    }
    return one(NUMBER, DIGIT, e);
  }

  private static boolean inside(String text, int e) {
    byte after = CharClass.of(text.charAt(e + 1));
    boolean goesOn = after == LATIN || after == DIGIT;
    boolean address =
        goesOn || text.charAt(e + 1) == '/' && (text.charAt(e) == '/' || text.charAt(e) == ':');
    return address && INSIDE_FOREIGN.indexOf(text.charAt(e)) >= 0;
  }

  private static int digits(String text, int i, int to) {
    int e = i;
    while (e < to) {
      boolean digit = CharClass.of(text.charAt(e)) == DIGIT;
      boolean point =
          e > i
              && INSIDE_NUMBER.indexOf(text.charAt(e)) >= 0
              && e + 1 < to
              && CharClass.of(text.charAt(e + 1)) == DIGIT;
      if (!digit && !point) {
        break;
      }
      e++;
    }
    return e;
  }

  /** Behind a mark, and behind what a joiner joins. */
  private static int joined(String text, int at, int to) {
    int next = at + 1;
    if (text.charAt(at) == '\u200D' && next < to && CharClass.of(text.charAt(next)) != SPACE) {
      return Math.min(to, next + Character.charCount(text.codePointAt(next)));
    }
    return next;
  }

  private int one(char u, byte k, int next) {
    unit[n] = u;
    kind[n] = k;
    return next;
  }

  private void grow() {
    unit = Arrays.copyOf(unit, 2 * n);
    end = Arrays.copyOf(end, 2 * n);
    kind = Arrays.copyOf(kind, 2 * n);
  }
}

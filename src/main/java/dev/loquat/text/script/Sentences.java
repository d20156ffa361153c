package dev.loquat.text.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts text into sentences: after 。！？ and their kin, after . ! ? … where a new sentence can begin,
 * and at blank lines; closing quotes and brackets stay with what they close. Spans are trimmed of
 * white space.
 */
public final class Sentences {
  private static final String FULL = "。！？!?｡；…";
  private static final String CLOSERS = "”’」』）)]】》〉\"'";
  private static final int LONGEST_ABBREVIATION = 5;
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "inc", "ltd", "co", "corp", "jr",
          "sr", "e.g", "i.e", "no", "fig", "al", "cf", "approx", "gen", "sen", "rep", "gov", "col",
          "sgt", "capt", "lt", "mt", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
          "oct", "nov", "dec", "u.s", "u.k", "a.m", "p.m", "dept", "univ", "ave", "vol", "pp");

  private Sentences() {}

  /** Begin and end of each sentence, in order, without overlap. */
  public static List<int[]> of(String text) {
    List<int[]> out = new ArrayList<>();
    int start = 0;
    int i = 0;
    int n = text.length();
    while (i < n) {
      int end = breakAfter(text, start, i);
      if (end > i) {
        add(out, text, start, end);
        start = end;
        i = end;
      } else {
        i++;
      }
    }
    add(out, text, start, n);
    return out;
  }

  /** The end of the sentence if one ends with the unit at {@code i}; else {@code i}. */
  private static int breakAfter(String text, int start, int i) {
    char c = text.charAt(i);
    if (c == '\n') {
      return blankLine(text, i) ? i + 1 : i;
    }
    if (c == '.') {
      return period(text, start, i);
    }
    if (FULL.indexOf(c) < 0) {
      return i;
    }
    int end = i + 1;
    while (end < text.length()
        && (FULL.indexOf(text.charAt(end)) >= 0 || text.charAt(end) == '.')) {
      end++;
    }
    int closed = closers(text, end);
    boolean wide = c >= 0x3000 && c != '；' || c == '｡';
    if (c == '；') {
      return i;
    }
    if (c == '…' || !wide) {
      return closed >= text.length() || startsSentence(text, closed) ? closed : i;
    }
    return closed;
  }

  private static int closers(String text, int at) {
    int end = at;
    while (end < text.length() && CLOSERS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private static boolean startsSentence(String text, int at) {
    char c = text.charAt(at);
    if (CharClass.of(c) == CharClass.SPACE) {
      int next = at;
      while (next < text.length()
          && next < at + 8
          && CharClass.of(text.charAt(next)) == CharClass.SPACE) {
        next++;
      }
      return next >= text.length() || !Character.isLowerCase(text.charAt(next));
    }
    return CharClass.isCjk(CharClass.of(c));
  }

  private static int period(String text, int start, int i) {
    int end = i + 1;
    while (end < text.length() && text.charAt(end) == '.') {
      end++;
    }
    int closed = closers(text, end);
    if (closed < text.length() && !startsSentence(text, closed)) {
      return i;
    }
    if (closed >= text.length() || end > i + 1) {
      return closed;
    }
    int word = i;
    while (word > start
        && word > i - LONGEST_ABBREVIATION - 1
        && (Character.isLetter(text.charAt(word - 1)) || text.charAt(word - 1) == '.')) {
      word--;
    }
    String before = text.substring(word, i).toLowerCase(Locale.ROOT);
    boolean initial = before.length() == 1 && Character.isUpperCase(text.charAt(word));
    return initial || ABBREVIATIONS.contains(before) ? i : closed;
  }

  private static boolean blankLine(String text, int i) {
    int next = i + 1;
    while (next < text.length() && next < i + 8 && " \t\r".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next < text.length() && text.charAt(next) == '\n';
  }

  private static void add(List<int[]> out, String text, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && CharClass.of(text.charAt(from)) == CharClass.SPACE) {
      from++;
    }
    while (to > from && CharClass.of(text.charAt(to - 1)) == CharClass.SPACE) {
      to--;
    }
    if (from < to) {
      out.add(new int[] {from, to});
    }
  }
}

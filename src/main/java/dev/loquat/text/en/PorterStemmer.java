package dev.loquat.text.en;

import java.util.ArrayList;
import java.util.List;

/**
 * The stemmer of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), with the two
 * departures of his own later version (bli, logi). Takes lower-case words; what has other letters
 * than a-z is returned as it is.
 */
public final class PorterStemmer {
  private static final String[][][] STEP_2 =
      byLastLetter(
          new String[][] {
            {"ational", "ate"},
            {"tional", "tion"},
            {"enci", "ence"},
            {"anci", "ance"},
            {"izer", "ize"},
            {"bli", "ble"},
            {"alli", "al"},
            {"entli", "ent"},
            {"eli", "e"},
            {"ousli", "ous"},
            {"ization", "ize"},
            {"ation", "ate"},
            {"ator", "ate"},
            {"alism", "al"},
            {"iveness", "ive"},
            {"fulness", "ful"},
            {"ousness", "ous"},
            {"aliti", "al"},
            {"iviti", "ive"},
            {"biliti", "ble"},
            {"logi", "log"}
          });
  private static final String[][][] STEP_3 =
      byLastLetter(
          new String[][] {
            {"icate", "ic"},
            {"ative", ""},
            {"alize", "al"},
            {"iciti", "ic"},
            {"ical", "ic"},
            {"ful", ""},
            {"ness", ""}
          });
  private static final String[][][] STEP_4 =
      byLastLetter(
          new String[][] {
            {"al"}, {"ance"}, {"ence"}, {"er"}, {"ic"}, {"able"}, {"ible"}, {"ant"}, {"ement"},
            {"ment"}, {"ent"}, {"sion"}, {"tion"}, {"ou"}, {"ism"}, {"ate"}, {"iti"}, {"ous"},
            {"ive"}, {"ize"}
          });

  /** What is longer is no English word, and is left alone. */
  private static final int LONGEST = 64;

  private PorterStemmer() {}

  /** The stem of a lower-case word. */
  public static String stem(String word) {
    if (word.length() < 3 || word.length() > LONGEST || !isLowerCase(word)) {
      return word;
    }
    return last(suffix(suffix3(suffix2(yToI(pastOrProgressive(plural(word)))))));
  }

  /** The rules, in their order, of suffixes that end with each letter. */
  private static String[][][] byLastLetter(String[][] rules) {
    String[][][] out = new String[26][][];
    for (char c = 'a'; c <= 'z'; c++) {
      List<String[]> some = new ArrayList<>();
      for (String[] rule : rules) {
        if (rule[0].charAt(rule[0].length() - 1) == c) {
          some.add(rule);
        }
      }
      out[c - 'a'] = some.toArray(String[][]::new);
    }
    return out;
  }

  private static String[][] of(String w, String[][][] rules) {
    return rules[w.charAt(w.length() - 1) - 'a'];
  }

  private static boolean isLowerCase(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
        return false;
      }
    }
    return true;
  }

  private static String plural(String w) {
    if (w.endsWith("sses") || w.endsWith("ies")) {
      return cut(w, 2);
    }
    return w.endsWith("s") && !w.endsWith("ss") ? cut(w, 1) : w;
  }

  private static String pastOrProgressive(String w) {
    if (w.endsWith("eed")) {
      return measure(cut(w, 3)) > 0 ? cut(w, 1) : w;
    }
    int n = w.endsWith("ed") ? 2 : w.endsWith("ing") ? 3 : 0;
    if (n == 0 || !hasVowel(cut(w, n))) {
      return w;
    }
    String s = cut(w, n);
    if (s.endsWith("at") || s.endsWith("bl") || s.endsWith("iz")) {
      return s + "e";
    }
    if (doubled(s) && "lsz".indexOf(s.charAt(s.length() - 1)) < 0) {
      return cut(s, 1);
    }
    return measure(s) == 1 && endsCvc(s) ? s + "e" : s;
  }

  private static String yToI(String w) {
    return w.endsWith("y") && hasVowel(cut(w, 1)) ? cut(w, 1) + "i" : w;
  }

  private static String suffix2(String w) {
    return replace(w, STEP_2);
  }

  private static String suffix3(String w) {
    return replace(w, STEP_3);
  }

  private static String replace(String w, String[][][] rules) {
    for (String[] rule : of(w, rules)) {
      if (w.endsWith(rule[0])) {
        String s = cut(w, rule[0].length());
        return measure(s) > 0 ? s + rule[1] : w;
      }
    }
    return w;
  }

  private static String suffix(String w) {
    String longest = "";
    for (String[] s : of(w, STEP_4)) {
      if (w.endsWith(s[0]) && s[0].length() > longest.length()) {
        longest = s[0];
      }
    }
    if (longest.isEmpty()) {
      return w;
    }
    int n = longest.equals("sion") || longest.equals("tion") ? 3 : longest.length();
    return measure(cut(w, n)) > 1 ? cut(w, n) : w;
  }

  private static String last(String w) {
    String s = w;
    if (s.endsWith("e")) {
      String t = cut(s, 1);
      int m = measure(t);
      if (m > 1 || m == 1 && !endsCvc(t)) {
        s = t;
      }
    }
    return s.endsWith("ll") && measure(s) > 1 ? cut(s, 1) : s;
  }

  private static String cut(String w, int n) {
    return w.substring(0, w.length() - n);
  }

  private static boolean vowel(String w, int i) {
    char c = w.charAt(i);
    return "aeiou".indexOf(c) >= 0 || c == 'y' && i > 0 && !vowel(w, i - 1);
  }

  private static boolean hasVowel(String w) {
    for (int i = 0; i < w.length(); i++) {
      if (vowel(w, i)) {
        return true;
      }
    }
    return false;
  }

  /** How many times a vowel run is followed by a consonant run. */
  private static int measure(String w) {
    int m = 0;
    for (int i = 1; i < w.length(); i++) {
      if (vowel(w, i - 1) && !vowel(w, i)) {
        m++;
      }
    }
    return m;
  }

  private static boolean doubled(String w) {
    int n = w.length();
    return n > 1 && w.charAt(n - 1) == w.charAt(n - 2) && !vowel(w, n - 1);
  }

  private static boolean endsCvc(String w) {
    int n = w.length();
    return n > 2
        && !vowel(w, n - 1)
        && vowel(w, n - 2)
        && !vowel(w, n - 3)
        && "wxy".indexOf(w.charAt(n - 1)) < 0;
  }
}

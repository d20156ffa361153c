package dev.loquat.text.en;

import static dev.loquat.text.script.CharClass.DIGIT;
import static dev.loquat.text.script.CharClass.EXTEND;
import static dev.loquat.text.script.CharClass.PUNCT;
import static dev.loquat.text.script.CharClass.SPACE;

import dev.loquat.text.script.CharClass;
import java.util.Locale;
import java.util.Set;

/**
 * Words of languages written with spaces, by the conventions of the Universal Dependencies treebank
 * EWT: contractions come apart (do n't, it 's), hyphenated compounds as well (well - known),
 * addresses, abbreviations and numbers stay whole.
 */
public final class EnglishTokenizer {
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "vs.", "inc.", "ltd.", "co.", "corp.", "jr.",
          "sr.", "no.", "gen.", "sen.", "rep.", "gov.", "col.", "sgt.", "capt.", "lt.", "mt.",
          "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.",
          "dec.", "dept.", "ft.", "ave.", "approx.", "fig.", "al.", "cf.", "est.", "ext.");

  /** Marks that lines are drawn with; a run of them is one. */
  private static final String RULES = "-=+_*~";

  private static final Set<String> BARE =
      Set.of(
          "dont",
          "didnt",
          "doesnt",
          "isnt",
          "wasnt",
          "havent",
          "hasnt",
          "couldnt",
          "wouldnt",
          "shouldnt",
          "arent",
          "werent",
          "cant",
          "wont");
  private static final Set<String> PRONOUNS = Set.of("im", "ive", "thats", "lets", "whats");
  private static final String[] CLITICS = {"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"};

  /** Nothing longer than this is looked into: it is no English word. */
  private static final int LONGEST_SPLIT = 64;

  private EnglishTokenizer() {}

  /** Gives every word of text[from, to), in order; white space is left out. */
  public static void tokenize(String text, int from, int to, Words out) {
    int i = from;
    while (i < to) {
      if (CharClass.of(text.charAt(i)) == SPACE) {
        i++;
        continue;
      }
      int end = i + 1;
      while (end < to && CharClass.of(text.charAt(end)) != SPACE) {
        end++;
      }
      chunk(text, i, end, out);
      i = end;
    }
  }

  private static void chunk(String text, int from, int to, Words out) {
    int i = from;
    while (i < to) {
      int end = Patterns.whole(text, i, to);
      if (end == i) {
        end = isWord(text, i) ? word(text, i, to, out) : symbol(text, i, to, out);
      } else {
        out.add(i, end);
      }
      i = end;
    }
  }

  private static boolean isWord(String text, int i) {
    return CharClass.of(text.charAt(i)) >= DIGIT;
  }

  private static int symbol(String text, int from, int to, Words out) {
    char c = text.charAt(from);
    int end = from + Character.charCount(text.codePointAt(from));
    String family = c == '.' || c == '!' || c == '?' ? ".!?" : RULES.indexOf(c) >= 0 ? RULES : "";
    if (family.isEmpty() && "<>'’‘`$#^…".indexOf(c) >= 0) {
      family = String.valueOf(c);
    }
    while (end < to && family.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    end = extended(text, end, to);
    out.add(from, end);
    return end;
  }

  /** Combining marks, joiners and what is joined belong to the unit before them. */
  private static int extended(String text, int at, int to) {
    int end = at;
    while (end < to && CharClass.of(text.charAt(end)) == EXTEND) {
      boolean joiner = text.charAt(end) == '\u200D';
      end++;
      if (joiner && end < to && CharClass.of(text.charAt(end)) != SPACE) {
        end += Character.charCount(text.codePointAt(end));
      }
    }
    return end;
  }

  private static int word(String text, int from, int to, Words out) {
    int end = from;
    while (end < to && inWord(text, from, end, to)) {
      end++;
    }
    if (end < to && text.charAt(end) == '.') {
      end = withPeriod(text, from, end);
    }
    split(text, from, end, out);
    return end;
  }

  private static boolean inWord(String text, int from, int i, int to) {
    char c = text.charAt(i);
    if (CharClass.of(c) != PUNCT) {
      return true;
    }
    if (i == from || i + 1 >= to) {
      return false;
    }
    byte before = CharClass.of(text.charAt(i - 1));
    byte after = CharClass.of(text.charAt(i + 1));
    return switch (c) {
      case '\'', '’' -> after >= CharClass.LATIN && before >= DIGIT;
      case '.', ',', ':' -> before == DIGIT && after == DIGIT || c == '.' && dotted(text, from, i);
      case '_', '&' -> before >= DIGIT && after >= DIGIT;
      case '/' -> before == DIGIT && after == DIGIT;
      default -> false;
    };
  }

  /** Whether the period at {@code i} stands inside an abbreviation such as U.S. */
  private static boolean dotted(String text, int from, int i) {
    boolean single = i - from == 1 || i - from >= 3 && text.charAt(i - 2) == '.';
    return single
        && Character.isLetter(text.charAt(i - 1))
        && Character.isLetter(text.charAt(i + 1));
  }

  private static int withPeriod(String text, int from, int end) {
    String lower = text.substring(from, end + 1).toLowerCase(Locale.ROOT);
    boolean initial =
        end - from == 1 && Character.isUpperCase(text.charAt(from)) && text.charAt(from) != 'I';
    boolean dotted =
        end - from >= 3 && text.charAt(end - 2) == '.' && Character.isLetter(text.charAt(end - 1));
    return initial || dotted || ABBREVIATIONS.contains(lower) ? end + 1 : end;
  }

  private static void split(String text, int from, int to, Words out) {
    if (to - from > LONGEST_SPLIT) {
      out.add(from, to);
      return;
    }
    String lower = text.substring(from, to).toLowerCase(Locale.ROOT).replace('’', '\'');
    if (lower.length() == to - from) {
      if (lower.equals("cannot")
          || lower.equals("gonna")
          || lower.equals("wanna")
          || lower.equals("gotta")) {
        out.add(from, from + 3);
        out.add(from + 3, to);
        return;
      }
      if (BARE.contains(lower) || PRONOUNS.contains(lower)) {
        int n = lower.endsWith("nt") || lower.endsWith("ve") ? 2 : 1;
        out.add(from, to - n);
        out.add(to - n, to);
        return;
      }
      for (String clitic : CLITICS) {
        if (lower.endsWith(clitic) && lower.length() > clitic.length()) {
          split(text, from, to - clitic.length(), out);
          out.add(to - clitic.length(), to);
          return;
        }
      }
    }
    int letters = from;
    while (letters < to
        && (CharClass.of(text.charAt(letters)) == DIGIT
            || ".,:".indexOf(text.charAt(letters)) >= 0)) {
      letters++;
    }
    if (letters > from && letters < to && Patterns.isUnit(lower, letters - from)) {
      out.add(from, letters);
      out.add(letters, to);
    } else {
      out.add(from, to);
    }
  }
}

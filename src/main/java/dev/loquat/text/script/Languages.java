package dev.loquat.text.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells languages in Latin script. English is told by its small words (languages.txt), so that a
 * service for Chinese and English loads no more than that; all others by the {@link LanguageModel}.
 */
final class Languages {
  /** Looking no further than this decides. */
  private static final int LONGEST = 4096;

  private static final double LETTER = 0.4;

  /** Where little tells, English is likeliest. */
  private static final double PRIOR = 0.5;

  /** A text whose words are English small words to this share is English. */
  private static final double DECIDED = 0.2;

  /** A text that nothing else tells is English, unless another is so many times likelier. */
  private static final double LIKELIER = 2;

  /** Fewer letters tell the model little. */
  private static final int SHORTEST = 16;

  /** Languages that the model confuses, and by whose small words they are told apart. */
  private static final Set<String> LIKE_INDONESIAN = Set.of("ms", "su", "jv", "min");

  /** So much on each side of its mark belongs to an address. */
  private static final int LONGEST_SIDE = 200;

  static final Pattern ADDRESS = Pattern.compile("\\S{0,200}[@.][^\\s.]\\S{0,200}");

  private final List<String> codes = new ArrayList<>();
  private final Map<String, List<Integer>> words = new HashMap<>();
  private final Map<Character, List<Integer>> letters = new HashMap<>();

  private static final class Packaged {
    static final Languages INSTANCE = new Languages();
  }

  private Languages() {
    for (String line : lines()) {
      String[] f = line.split("\\|", -1);
      if (line.startsWith("#") || f.length < 3) {
        continue;
      }
      int code = codes.size();
      codes.add(f[0]);
      for (String word : f[1].strip().split(" +")) {
        words.computeIfAbsent(word, k -> new ArrayList<>()).add(code);
      }
      f[2].chars()
          .filter(c -> c != ' ')
          .forEach(c -> letters.computeIfAbsent((char) c, k -> new ArrayList<>()).add(code));
    }
  }

  /** The likeliest language of a text in Latin script; English where nothing tells. */
  static String of(String text) {
    return Packaged.INSTANCE.best(text.substring(0, Math.min(text.length(), LONGEST)));
  }

  private String best(String text) {
    double[] score = new double[codes.size()];
    String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
    int all = addWords(withoutAddresses(lower), score);
    double english = score[0];
    double marked = 0;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      List<Integer> who = c < 0x80 ? List.of() : letters.getOrDefault(c, List.of());
      if (!who.isEmpty()) {
        marked += LETTER;
        add(who, LETTER, score);
      }
    }
    int best = 0;
    for (int k = 0; k < score.length; k++) {
      // English has no marked letters of its own: each speaks against it, a little.
      double own = k == 0 ? score[0] - marked / 2 : score[k];
      if (k == 0) {
        score[0] = own + PRIOR;
      } else if (own > score[best]) {
        best = k;
      }
    }
    if (best == 0 && english >= DECIDED * all
        || lower.chars().filter(Character::isLetter).limit(SHORTEST).count() < SHORTEST) {
      return codes.get(best);
    }
    return modelled(text, codes.get(best));
  }

  /** Counts what the words say; answers how many there are, what stands before the first as one. */
  private int addWords(String text, double[] score) {
    int count = 0;
    for (int at = 0; at < text.length(); ) {
      int from = at;
      while (at < text.length() && isInWord(text.codePointAt(at))) {
        at += Character.charCount(text.codePointAt(at));
      }
      if (at > from) {
        count += count == 0 && from > 0 ? 2 : 1;
        add(text.substring(from, at), score);
      }
      while (at < text.length() && !isInWord(text.codePointAt(at))) {
        at += Character.charCount(text.codePointAt(at));
      }
    }
    return count;
  }

  private static boolean isInWord(int c) {
    return c >= 'a' && c <= 'z' || c == '\'' || c == '·' || c > ' ' && Character.isLetter(c);
  }

  private void add(String word, double[] score) {
    add(words.getOrDefault(word, List.of()), word.length() == 1 ? .3 : 1, score);
    int apostrophe = word.indexOf('\'');
    if (apostrophe > 0) {
      add(words.getOrDefault(word.substring(apostrophe + 1), List.of()), .5, score);
    }
  }

  /** As {@link #ADDRESS} finds them, but only what is very long is searched with it. */
  static String withoutAddresses(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int from = at;
      boolean address = false;
      while (at < text.length() && !isSpace(text.charAt(at))) {
        char c = text.charAt(at++);
        address |= (c == '.' || c == '@') && at < text.length() && isInAddress(text.charAt(at));
      }
      if (!address) {
        out.append(text, from, at);
      } else if (at - from <= LONGEST_SIDE) {
        out.append(' ');
      } else {
        out.append(ADDRESS.matcher(text.substring(from, at)).replaceAll(" "));
      }
      while (at < text.length() && isSpace(text.charAt(at))) {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  private static boolean isInAddress(char c) {
    return c != '.' && !isSpace(c);
  }

  /** What {@code \\s} is. */
  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  /** As the model says, where it is sure of it. */
  private static String modelled(String text, String byWords) {
    LanguageModel.Guess guess = LanguageModel.guess(text);
    if (LIKE_INDONESIAN.contains(guess.code()) && byWords.equals("id")) {
      return byWords;
    }
    return byWords.equals("en") && guess.overEnglish() < LIKELIER ? byWords : guess.code();
  }

  private static void add(List<Integer> who, double weight, double[] score) {
    // What many languages share says little of each.
    for (int k : who) {
      score[k] += weight / Math.sqrt(who.size());
    }
  }

  private static List<String> lines() {
    try (InputStream in = Languages.class.getResourceAsStream("languages.txt")) {
      if (in == null) {
        throw new IllegalStateException("languages.txt is not packaged beside " + Languages.class);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("languages.txt cannot be read", e);
    }
  }
}

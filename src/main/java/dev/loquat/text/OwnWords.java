package dev.loquat.text;

import dev.loquat.text.script.CharClass;
import dev.loquat.text.trie.Trie;
import dev.loquat.text.zh.ChineseSegmenter;
import dev.loquat.text.zh.UserLexicon;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A caller's words, prepared: those of Han alone weigh in the Chinese lattice, in simplified
 * characters as all of it; all others (C++, GPT-4) are found as they are written, the longest
 * first. Japanese has no weights to compare: words of weight 1 and more are found as the others.
 */
final class OwnWords {
  static final OwnWords NONE = new OwnWords(List.of(), UnaryOperator.identity());

  private static final String UNKNOWN = "X";

  /** The universal tags of the commonest tags of words that people add. */
  private static final Map<String, String> UNIVERSAL =
      Map.ofEntries(
          Map.entry("NR", "PROPN"),
          Map.entry("NN", "NOUN"),
          Map.entry("NT", "NOUN"),
          Map.entry("VV", "VERB"),
          Map.entry("VA", "ADJ"),
          Map.entry("JJ", "ADJ"),
          Map.entry("AD", "ADV"),
          Map.entry("CD", "NUM"),
          Map.entry("M", "NOUN"),
          Map.entry("NNP", "PROPN"),
          Map.entry("NNPS", "PROPN"),
          Map.entry("NNS", "NOUN"),
          Map.entry("VB", "VERB"),
          Map.entry("RB", "ADV"));

  private final Map<String, UserWord> byText = new HashMap<>();
  private final UnaryOperator<String> simplified;
  private final UserLexicon han;
  private final Trie others;
  private final Trie inJapanese;

  private OwnWords(Collection<UserWord> words, UnaryOperator<String> simplified) {
    this.simplified = simplified;
    Map<String, Double> inHan = new TreeMap<>();
    List<String> rest = new ArrayList<>();
    List<String> whole = new ArrayList<>();
    for (UserWord w : words) {
      byText.put(w.text(), w);
    }
    for (UserWord w : List.copyOf(byText.values())) {
      if (w.text().chars().allMatch(c -> CharClass.of((char) c) == CharClass.HAN)) {
        String simple = simplified.apply(w.text());
        inHan.merge(simple, w.weight(), Math::max);
        byText.putIfAbsent(simple, w);
        if (w.weight() >= 1) {
          whole.add(w.text());
        }
      } else {
        rest.add(w.text());
        whole.add(w.text());
      }
    }
    han = new UserLexicon(array(inHan.keySet()), weights(inHan.values()));
    others = Trie.of(array(rest));
    inJapanese = Trie.of(array(whole));
  }

  // Loops, not streams: every cold start passes here, and a stream's first use takes milliseconds.
  private static double[] weights(Collection<Double> weights) {
    double[] out = new double[weights.size()];
    int n = 0;
    for (double w : weights) {
      out[n++] = w;
    }
    return out;
  }

  private static String[] array(Collection<String> words) {
    return words.toArray(new String[0]);
  }

  static OwnWords of(Collection<UserWord> words, ChineseSegmenter chinese) {
    return new OwnWords(words, chinese::simplified);
  }

  UserLexicon han() {
    return han;
  }

  boolean isEmpty() {
    return byText.isEmpty();
  }

  /** The same for the same words and weights, whatever their order and their tags. */
  static String fingerprint(Collection<UserWord> words) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      Map<String, Double> sorted = new TreeMap<>();
      words.forEach(w -> sorted.put(w.text(), w.weight()));
      sorted.forEach(
          (text, weight) ->
              sha.update((text + '\t' + weight + '\n').getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(sha.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * How a word is tagged, given how the tagger tags it ("xpos/UPOS", or empty): as its entry says,
   * and where it says no universal tag, by that of its tag.
   */
  String tag(String word, String found) {
    UserWord own = byText.isEmpty() ? null : byText.get(word);
    if (own == null && !byText.isEmpty()) {
      own = byText.get(simplified.apply(word));
    }
    if (own == null || own.tag().isEmpty()) {
      return found;
    }
    if (own.tag().indexOf('/') >= 0) {
      return own.tag();
    }
    String tagged = found.isEmpty() ? UNKNOWN : found.substring(found.lastIndexOf('/') + 1);
    return own.tag() + '/' + UNIVERSAL.getOrDefault(own.tag(), tagged);
  }

  /** Where words that are not of Han alone stand in text[from, to). */
  List<int[]> find(String text, int from, int to) {
    return find(others, text, from, to);
  }

  /** Where words that are kept whole in Japanese stand in text[from, to). */
  List<int[]> findJapanese(String text, int from, int to) {
    return find(inJapanese, text, from, to);
  }

  private List<int[]> find(Trie trie, String text, int from, int to) {
    if (byText.isEmpty()) {
      return List.of();
    }
    List<int[]> out = new ArrayList<>();
    for (int i = from; i < to; i++) {
      int end = startsInside(text, from, i) ? i : longest(trie, text, i, to);
      if (end > i) {
        out.add(new int[] {i, end});
        i = end - 1;
      }
    }
    return out;
  }

  /** The end of the longest word that begins at {@code i} and ends where a word can end. */
  private static int longest(Trie trie, String text, int i, int to) {
    int end = i;
    int state = Trie.ROOT;
    for (int j = i; j < to; j++) {
      state = trie.step(state, text.charAt(j));
      if (state < 0) {
        break;
      }
      if (trie.value(state) >= 0 && !goesOn(text, j + 1, to)) {
        end = j + 1;
      }
    }
    return end;
  }

  /** Whether a Latin word or a number goes on across {@code i}. */
  private static boolean startsInside(String text, int from, int i) {
    return i > from && alphanumeric(text.charAt(i - 1)) && alphanumeric(text.charAt(i));
  }

  /**
   * Whether a Latin word or a number goes on at {@code end}, or a mark belongs to what is there.
   */
  private static boolean goesOn(String text, int end, int to) {
    return end < to
        && (CharClass.of(text.charAt(end)) == CharClass.EXTEND
            || alphanumeric(text.charAt(end - 1)) && alphanumeric(text.charAt(end)));
  }

  private static boolean alphanumeric(char c) {
    byte k = CharClass.of(c);
    return k == CharClass.LATIN || k == CharClass.DIGIT;
  }
}

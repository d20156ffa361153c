package dev.loquat.text;

import dev.loquat.text.script.CharClass;
import dev.loquat.text.trie.Trie;
import dev.loquat.text.zh.UserLexicon;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A caller's words, prepared: those of Han alone weigh in the Chinese lattice, all others (C++,
 * GPT-4) are found as they are written, the longest first.
 */
final class OwnWords {
  static final OwnWords NONE = new OwnWords(List.of());

  private final UserLexicon han;
  private final Trie others;
  private final Map<String, UserWord> byText = new HashMap<>();

  OwnWords(Collection<UserWord> words) {
    List<UserWord> inHan = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (UserWord w : words) {
      byText.put(w.text(), w);
    }
    for (UserWord w : byText.values()) {
      if (w.text().chars().allMatch(c -> CharClass.of((char) c) == CharClass.HAN)) {
        inHan.add(w);
      } else {
        rest.add(w.text());
      }
    }
    han =
        new UserLexicon(
            inHan.stream().map(UserWord::text).toArray(String[]::new),
            inHan.stream().mapToDouble(UserWord::weight).toArray());
    others = Trie.of(rest.toArray(String[]::new));
  }

  UserLexicon han() {
    return han;
  }

  boolean isEmpty() {
    return byText.isEmpty();
  }

  /** The tag of a word, empty if it is none of these or has none. */
  String tag(String word) {
    UserWord own = byText.get(word);
    return own == null ? "" : own.tag();
  }

  /** Where words that are not of Han alone stand in text[from, to). */
  List<int[]> find(String text, int from, int to) {
    List<int[]> out = new ArrayList<>();
    if (byText.isEmpty()) {
      return out;
    }
    for (int i = from; i < to; i++) {
      int end = longest(text, i, to);
      if (end > i && !inside(text, from, i) && !inside(text, i, end, to)) {
        out.add(new int[] {i, end});
        i = end - 1;
      }
    }
    return out;
  }

  private int longest(String text, int i, int to) {
    int end = i;
    int state = Trie.ROOT;
    for (int j = i; j < to; j++) {
      state = others.step(state, text.charAt(j));
      if (state < 0) {
        break;
      }
      if (others.value(state) >= 0) {
        end = j + 1;
      }
    }
    return end;
  }

  /** Whether a Latin word or a number goes on across {@code i}. */
  private static boolean inside(String text, int from, int i) {
    return i > from && alphanumeric(text.charAt(i - 1)) && alphanumeric(text.charAt(i));
  }

  private static boolean inside(String text, int i, int end, int to) {
    return end < to && alphanumeric(text.charAt(end - 1)) && alphanumeric(text.charAt(end));
  }

  private static boolean alphanumeric(char c) {
    byte k = CharClass.of(c);
    return k == CharClass.LATIN || k == CharClass.DIGIT;
  }
}

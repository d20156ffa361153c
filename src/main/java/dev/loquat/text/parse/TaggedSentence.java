package dev.loquat.text.parse;

import java.util.Arrays;
import java.util.Locale;

/** What the parser reads of a sentence, as hashes: words, their endings and their tags. */
public final class TaggedSentence {
  private static final int NOTHING = 0x7F4A7C15;

  final int length;
  private final int[] words;
  private final int[] endings;
  private final int[] tags;
  private final int[] universal;

  /**
   * @param words as written, Chinese in simplified characters
   * @param tags one "xpos/UPOS" a word
   */
  public TaggedSentence(String[] words, String[] tags) {
    length = words.length;
    this.words = new int[length];
    this.endings = new int[length];
    this.tags = new int[length];
    this.universal = new int[length];
    for (int i = 0; i < length; i++) {
      String word = words[i].toLowerCase(Locale.ROOT);
      int slash = tags[i].lastIndexOf('/');
      this.words[i] = word.hashCode();
      this.endings[i] = word.substring(Math.max(0, word.length() - ending(word))).hashCode();
      this.tags[i] = tags[i].hashCode();
      this.universal[i] = tags[i].substring(slash + 1).hashCode();
    }
  }

  /** Three letters of a word, one character of a Chinese one. */
  private static int ending(String word) {
    return word.charAt(0) < 0x2E80 ? 3 : 1;
  }

  int word(int i) {
    return at(words, i);
  }

  int ending(int i) {
    return at(endings, i);
  }

  int tag(int i) {
    return at(tags, i);
  }

  int universal(int i) {
    return at(universal, i);
  }

  /** Before the first word and behind the last there is nothing; {@code length} is the root. */
  private static int at(int[] of, int i) {
    return i < 0 ? NOTHING : i >= of.length ? NOTHING + Math.min(2, i - of.length + 1) : of[i];
  }

  @Override
  public String toString() {
    return length + " words " + Arrays.toString(words);
  }
}

package dev.loquat.guard;

/**
 * A text as the rules read it: lower case, look-alike letters folded, separators as single blanks.
 * Distances between two places are counted in units: a word, or a character of a script without
 * blanks, is one; the end of a sentence counts as {@value #SENTENCE}.
 */
final class View {
  private static final int SENTENCE = 6;

  private final Mapped text;
  private final int[] units;

  View(Mapped text) {
    this.text = text;
    this.units = units(text);
  }

  Mapped text() {
    return text;
  }

  /** Units that lie between two hits; negative if they overlap. */
  int gap(int end, int start) {
    return start < end ? -1 : units[start] - units[end];
  }

  /** {@code units[i]} counts the units that begin before {@code i}. */
  private static int[] units(CharSequence text) {
    int[] units = new int[text.length() + 1];
    int count = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      units[i] = count;
      char c = text.charAt(i);
      if (isSentenceEnd(text, i)) {
        count += SENTENCE;
        inWord = false;
      } else if (isIdeographic(c)) {
        count++;
        inWord = false;
      } else if (Character.isLetterOrDigit(c)) {
        count += inWord ? 0 : 1;
        inWord = true;
      } else if (c != '\'') {
        inWord = false;
      }
    }
    units[text.length()] = count;
    return units;
  }

  private static boolean isSentenceEnd(CharSequence text, int i) {
    char c = text.charAt(i);
    if (c == '。' || c == '!' || c == '?') {
      return true;
    }
    return c == '.' && (i + 1 == text.length() || text.charAt(i + 1) == ' ');
  }

  static boolean isIdeographic(char c) {
    return c >= 0x2E80 && (c < 0xAC00 || (c >= 0xF900 && c < 0xFB00));
  }
}

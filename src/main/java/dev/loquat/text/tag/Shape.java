package dev.loquat.text.tag;

/** What a word looks like. */
public final class Shape {
  private static final int LONGEST = 12;

  private Shape() {}

  /** Upper case as X, lower as x, digits as d, runs shortened to two. */
  public static String of(String word) {
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < word.length() && b.length() < LONGEST; i++) {
      char c = word.charAt(i);
      char k =
          Character.isUpperCase(c)
              ? 'X'
              : Character.isLetter(c) ? 'x' : Character.isDigit(c) ? 'd' : c;
      int n = b.length();
      if (n < 2 || b.charAt(n - 1) != k || b.charAt(n - 2) != k) {
        b.append(k);
      }
    }
    return b.toString();
  }

  /** Lower case with digits as 0: words that differ in nothing else are one. */
  static String folded(String word) {
    StringBuilder b = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      b.append(Character.isDigit(c) ? '0' : c == '’' ? '\'' : Character.toLowerCase(c));
    }
    return b.toString();
  }

  static String prefix(String word, int n) {
    return word.length() < n ? word : word.substring(0, n);
  }

  static String suffix(String word, int n) {
    return word.length() < n ? word : word.substring(word.length() - n);
  }
}

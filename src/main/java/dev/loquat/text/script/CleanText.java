package dev.loquat.text.script;

/** Well-formed UTF-16. */
public final class CleanText {
  private CleanText() {}

  /** The text with each lone surrogate replaced by U+FFFD: same length, same offsets. */
  public static String of(String text) {
    char[] fixed = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (fixed == null) {
        fixed = text.toCharArray();
      }
      fixed[i] = '\uFFFD';
    }
    return fixed == null ? text : new String(fixed);
  }
}

package dev.loquat.prompt.chain;

import java.text.Normalizer;

/**
 * The step {@code normalize}: Unicode NFKC; control characters and zero-width ones taken out; line
 * ends as {@code \n}; white space at the ends of the text and of lines dropped; runs of spaces
 * within a line and of more than one empty line made one. Indentation of lines stays.
 */
final class Normalization {
  private Normalization() {}

  static String normalize(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC);
    var out = new StringBuilder(folded.length());
    int newLines = 0;
    int spaces = 0;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c == '\n' || c == '\u2028' || c == '\u2029' || (c == '\r' && !isNewLine(folded, i + 1))) {
        newLines++;
        spaces = 0;
      } else if (c == '\t' || Character.isSpaceChar(c)) {
        spaces++;
      } else if (!isInvisible(c)) {
        space(out, newLines, spaces);
        out.append(c);
        newLines = 0;
        spaces = 0;
      }
    }
    return out.toString();
  }

  private static boolean isNewLine(String text, int at) {
    return at < text.length() && text.charAt(at) == '\n';
  }

  private static void space(StringBuilder out, int newLines, int spaces) {
    if (out.isEmpty()) {
      return;
    }
    if (newLines > 0) {
      out.repeat("\n", Math.min(newLines, 2)).repeat(" ", spaces);
    } else if (spaces > 0) {
      out.append(' ');
    }
  }

  /** Controls, and format characters that are no part of a script's own spelling or of emoji. */
  private static boolean isInvisible(char c) {
    return Character.isISOControl(c)
        || c == '\u200b'
        || (c >= '\u200e' && c <= '\u200f')
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2060' && c <= '\u2069')
        || c == '\ufeff'
        || c == '\u00ad';
  }
}

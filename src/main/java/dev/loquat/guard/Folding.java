package dev.loquat.guard;

import java.util.Locale;

/** Makes the view that rules and model read. One unit in, at most one unit out. */
final class Folding {
  /** Cyrillic and Greek letters that look like the Latin ones below them. */
  private static final String LOOKALIKES = "аᴀɑαβԁеεɡһіιјκⅼмոοоρрсѕтτυսνѵвхχуγуɩ";

  private static final String LATIN = "aaaabdeeghiijklmnooppcsttuuvvbxxyyyi";

  private Folding() {}

  /** Folds a normalised text; places refer to the original that {@code normal} was made from. */
  static Mapped fold(Mapped normal) {
    Mapped.Builder out = new Mapped.Builder(normal.length());
    int i = 0;
    while (i < normal.length()) {
      char c = normal.charAt(i);
      if (Character.isLetter(c) && c >= 0x80 && !View.isIdeographic(c)) {
        i = word(normal, i, out);
        continue;
      }
      put(out, Character.toLowerCase(c), normal, i);
      i++;
    }
    return out.build();
  }

  /** The same for a phrase of the policy. */
  static String fold(String phrase) {
    return fold(Normalization.nfkc(phrase)).toString().strip().toLowerCase(Locale.ROOT);
  }

  /** Copies letters up to the word's end; look-alikes only become Latin among Latin letters. */
  private static int word(Mapped normal, int from, Mapped.Builder out) {
    int to = from;
    while (to < normal.length() && isWordLetter(normal.charAt(to))) {
      to++;
    }
    boolean mixed = (from > 0 && isLatin(normal.charAt(from - 1))) || anyLatin(normal, from, to);
    for (int i = from; i < to; i++) {
      char c = Character.toLowerCase(normal.charAt(i));
      int place = mixed ? LOOKALIKES.indexOf(c) : -1;
      put(out, place < 0 ? c : LATIN.charAt(place), normal, i);
    }
    return to;
  }

  private static boolean isWordLetter(char c) {
    return Character.isLetter(c) && !View.isIdeographic(c);
  }

  private static boolean anyLatin(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isLatin(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static void put(Mapped.Builder out, char c, Mapped normal, int i) {
    if (!isSeparator(c)) {
      out.add(c == '’' || c == '‘' ? '\'' : c, normal.start(i), normal.end(i + 1));
    } else if (out.size() > 0 && out.last() != ' ') {
      out.add(' ', normal.start(i), normal.end(i + 1));
    }
  }

  private static boolean isSeparator(char c) {
    return Character.isWhitespace(c)
        || Character.isISOControl(c)
        || Character.isSpaceChar(c)
        || "_-*~\"`^|“”".indexOf(c) >= 0;
  }
}

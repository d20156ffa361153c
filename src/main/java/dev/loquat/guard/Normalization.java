package dev.loquat.guard;

import java.text.Normalizer;

/**
 * NFKC with a map back to the original. Characters that show nothing (zero-width, bidi controls,
 * soft hyphens, tags, variation selectors) are left out. A run of more than {@value #MARKS}
 * combining marks is normalised piecewise, as the Stream-Safe Text Format does (UAX 15, section
 * 13), so that time stays linear.
 */
final class Normalization {
  private static final int MARKS = 30;

  private Normalization() {}

  static Mapped nfkc(String text) {
    Mapped.Builder out = new Mapped.Builder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean plain = c < 0x80 && (i + 1 == text.length() || text.charAt(i + 1) < 0x300);
      if (plain) {
        out.add(c, i, i + 1);
        i++;
      } else {
        i = segment(text, i, out);
      }
    }
    return out.build();
  }

  /** Normalises a character with the marks that follow it; returns where the next one begins. */
  private static int segment(String text, int from, Mapped.Builder out) {
    int first = text.codePointAt(from);
    int to = from + Character.charCount(first);
    if (isInvisible(first)) {
      return to;
    }
    StringBuilder visible = new StringBuilder(4).append(text, from, to);
    int marks = 0;
    while (to < text.length() && marks < MARKS) {
      int next = text.codePointAt(to);
      boolean joins = joins(next);
      if (!joins && !isInvisible(next)) {
        break;
      }
      if (joins) {
        visible.appendCodePoint(next);
        marks++;
      } else if (!anyJoins(text, to)) {
        break;
      }
      to += Character.charCount(next);
    }
    String normal = isSimple(first, marks) ? visible.toString() : normalize(visible);
    for (int k = 0; k < normal.length(); k++) {
      out.add(normal.charAt(k), from, to);
    }
    return to;
  }

  /** CJK ideographs are by far the commonest beyond ASCII and normalise to themselves. */
  private static boolean isSimple(int c, int marks) {
    return marks == 0 && ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096));
  }

  private static String normalize(StringBuilder segment) {
    return Normalizer.normalize(segment, Normalizer.Form.NFKC);
  }

  /** Whether invisible characters at {@code at} are followed closely by a mark. */
  private static boolean anyJoins(String text, int at) {
    int i = at;
    for (int looked = 0; i < text.length() && looked < 4; looked++) {
      int c = text.codePointAt(i);
      if (joins(c)) {
        return true;
      }
      if (!isInvisible(c)) {
        return false;
      }
      i += Character.charCount(c);
    }
    return false;
  }

  /**
   * Marks, and the letters that compose with the one before: Hangul vowels and finals, kana marks.
   */
  private static boolean joins(int c) {
    if (c < 0x300) {
      return false;
    }
    if ((c >= 0x1161 && c <= 0x11FF) || (c >= 0xFF9E && c <= 0xFF9F)) {
      return true;
    }
    int type = Character.getType(c);
    boolean mark =
        type == Character.NON_SPACING_MARK
            || type == Character.COMBINING_SPACING_MARK
            || type == Character.ENCLOSING_MARK;
    return mark && !isInvisible(c);
  }

  static boolean isInvisible(int c) {
    if (c < 0xAD) {
      return false;
    }
    return c == 0xAD
        || c == 0x34F
        || c == 0x61C
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || (c >= 0x180B && c <= 0x180F)
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0x3164
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFEFF
        || c == 0xFFA0
        || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c >= 0x1D173 && c <= 0x1D17A)
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }
}

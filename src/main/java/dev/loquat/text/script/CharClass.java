package dev.loquat.text.script;

import java.util.Arrays;

/** What a UTF-16 unit is to a segmenter, as a byte a unit, from a table filled once. */
public final class CharClass {
  public static final byte SPACE = 0;
  public static final byte PUNCT = 1;
  public static final byte DIGIT = 2;
  public static final byte LATIN = 3;
  public static final byte HAN = 4;
  public static final byte HIRAGANA = 5;
  public static final byte KATAKANA = 6;
  public static final byte HANGUL = 7;

  /** A letter of any other script. */
  public static final byte OTHER = 8;

  /** A mark, joiner or selector that belongs to what stands before it. */
  public static final byte EXTEND = 9;

  /** Blocks of one class, first and last: most of the table, without looking up scripts. */
  private static final int[][] BLOCKS = {
    {0x3400, 0x4DBF, HAN},
    {0x4E00, 0x9FFF, HAN},
    {0xAC00, 0xD7A3, HANGUL},
    {0xD800, 0xD83F, OTHER},
    {0xD840, 0xD88D, HAN},
    {0xD88E, 0xDFFF, OTHER},
    {0xE000, 0xF8FF, PUNCT}
  };

  private static final byte[] TABLE = table();

  private CharClass() {}

  /**
   * The class of one unit; a surrogate counts as OTHER, or as HAN where it begins or ends a Han.
   */
  public static byte of(char c) {
    return TABLE[c];
  }

  /** Whether this is written without spaces between words. */
  public static boolean isCjk(byte klass) {
    return klass >= HAN && klass <= KATAKANA;
  }

  private static byte[] table() {
    byte[] t = new byte[Character.MAX_VALUE + 1];
    int next = 0;
    for (int[] block : BLOCKS) {
      for (int c = next; c < block[0]; c++) {
        t[c] = classify((char) c);
      }
      next = block[1] + 1;
      Arrays.fill(t, block[0], next, (byte) block[2]);
    }
    for (int c = next; c < t.length; c++) {
      t[c] = classify((char) c);
    }
    return t;
  }

  private static byte classify(char c) {
    if (c == '々' || c == '〇') {
      return HAN;
    }
    if (c == 'ー' || c == 'ｰ') {
      return KATAKANA;
    }
    int type = Character.getType(c);
    return switch (type) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL ->
          SPACE;
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT,
          Character.MODIFIER_SYMBOL ->
          c < 0x80
              ? PUNCT
              : c == 0xFEFF ? SPACE : type == Character.MODIFIER_SYMBOL ? PUNCT : EXTEND;
      case Character.DECIMAL_DIGIT_NUMBER -> DIGIT;
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.LETTER_NUMBER ->
          letter(c);
      default -> PUNCT;
    };
  }

  private static byte letter(char c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN -> HAN;
      case HIRAGANA -> HIRAGANA;
      case KATAKANA -> KATAKANA;
      case HANGUL -> HANGUL;
      case LATIN -> LATIN;
      default -> OTHER;
    };
  }
}

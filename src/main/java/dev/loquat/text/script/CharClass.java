package dev.loquat.text.script;

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
    for (int c = 0; c < t.length; c++) {
      t[c] = classify((char) c);
    }
    return t;
  }

  private static byte classify(char c) {
    if (c >= 0x3400 && c <= 0x4DBF || c >= 0x4E00 && c <= 0x9FFF) {
      return HAN; // most of the table, without looking up scripts
    }
    if (c >= 0xAC00 && c <= 0xD7A3) {
      return HANGUL;
    }
    if (c == '々' || c == '〇' || c >= 0xD840 && c <= 0xD88D) {
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
      case Character.SURROGATE -> OTHER;
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

package dev.loquat.text.script;

/**
 * Which language a text is in, by what it is written with: kana is Japanese, Han without kana is
 * Chinese; other scripts mostly tell their language, Latin is told by small words and letters.
 */
public final class Language {
  public static final String CHINESE = "zh";
  public static final String JAPANESE = "ja";
  public static final String ENGLISH = "en";

  /** One Han or kana says about as much as this many Latin letters. */
  public static final int LETTERS_A_HAN = 3;

  private Language() {}

  /** The ISO 639-1 code of the text's main language. */
  public static String of(String text) {
    return of(text, true);
  }

  /**
   * Chinese or Japanese where the text is mainly that, else {@link #ENGLISH}: what a text is cut
   * by.
   */
  public static String written(String text) {
    return of(text, false);
  }

  private static String of(String text, boolean exactly) {
    int[] n = new int[10];
    for (int i = 0; i < text.length(); i++) {
      n[CharClass.of(text.charAt(i))]++;
    }
    int kana = n[CharClass.HIRAGANA] + n[CharClass.KATAKANA];
    int cjk = n[CharClass.HAN] + kana;
    int other = n[CharClass.HANGUL] + n[CharClass.OTHER];
    if (other > cjk && other * 2 > n[CharClass.LATIN]) {
      return exactly ? OtherScripts.of(text) : ENGLISH;
    }
    if (cjk == 0 || cjk * LETTERS_A_HAN < n[CharClass.LATIN]) {
      return exactly ? Languages.of(text) : ENGLISH;
    }
    return isKana(kana, n[CharClass.HAN]) ? JAPANESE : CHINESE;
  }

  /** Whether so many kana among so many Han make a text Japanese. */
  public static boolean isKana(int kana, int han) {
    return kana > 0 && kana * 12 >= kana + han;
  }
}

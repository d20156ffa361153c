package dev.loquat.text.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import org.junit.jupiter.api.Test;

class CharClassTest {
  @Test
  void everyLetterIsOfItsScript() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      if (!Character.isLetter(c) || c == 'ー' || c == 'ｰ') {
        continue;
      }
      byte expected =
          switch (UnicodeScript.of(c)) {
            case HAN -> CharClass.HAN;
            case HIRAGANA -> CharClass.HIRAGANA;
            case KATAKANA -> CharClass.KATAKANA;
            case HANGUL -> CharClass.HANGUL;
            case LATIN -> CharClass.LATIN;
            default -> c == '々' ? CharClass.HAN : CharClass.OTHER;
          };
      assertThat(CharClass.of((char) c)).as("U+%04X", c).isEqualTo(expected);
    }
  }
}

package dev.loquat.prompt.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegexParserTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "(a)\\1, baab, true",
        "(a)\\1, aba, false",
        "^(a)(b)\\2$, abb, true",
        "(?<twice>[ab])\\k<twice>, abba, true",
        "a{2, a{2, true",
        "\"a{2,\", \"a{2,\", true",
        "\"^a{2,}$\", aaa, true",
        "\"^a{2,3}$\", aaaa, false",
        "^a{2}?$, aa, true",
        "^x[\\b]x$, x\bx, true",
        "^\\u{1F600}$, 😀, true",
        "^\\ud83d\\ude00$, 😀, true",
        "^\\x41\\cAx$, A\u0001x, true",
        "^\\p{Script=Han}+$, 你好, true",
        "^[^\\D]$, 7, true",
        "^\\/$, /, true"
      })
  void matchesAsEcmaScriptSays(String pattern, String text, boolean matches)
      throws PatternException {
    assertEquals(matches, LinearPattern.compile(pattern).find(text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "(a)\\2, there is no group 2 to refer back to",
        "\\k<x>, a reference to an unknown group 'x' at offset 5",
        "(?<x>a)(?<x>b), a second group named 'x' at offset 12",
        "a{2}{3}, nothing to repeat before '{3}' at offset 4",
        "a|*, nothing to repeat before '*' at offset 2",
        "^+, nothing to repeat at offset 1",
        "\"a{3,2}\", \"the numbers in '{3,2}' are reversed\"",
        "a{100001}, a count above 100000 at offset 9",
        "[a, missing ']' at offset 2",
        "(a, missing ')' at offset 2",
        "a), unmatched ')' at offset 1",
        "a\\, a backslash at the end at offset 1",
        "\\q, unknown escape '\\q' at offset 0",
        "[\\1], unknown escape '\\1' at offset 1",
        "\\u{110000}, '\\u{' needs a code point in hexadecimal at offset 3",
        "\\x4１, expected 2 hexadecimal digits at offset 3",
        "\\p{Nothing}, unknown Unicode property 'Nothing'",
        "\\pL, '\\p' needs a property in braces at offset 2",
        "\\c1, '\\c' needs a letter at offset 2"
      })
  void saysWhatIsWrongAndWhere(String pattern, String message) {
    PatternException wrong =
        assertThrows(PatternException.class, () -> LinearPattern.compile(pattern));
    assertEquals(message, wrong.getMessage());
  }

  @Property
  void readsAnyTextOrSaysWhatIsWrong(
      @ForAll
          @StringLength(max = 12)
          @Chars({'(', ')', '[', ']', '{', '}', '?', '<', '>', '|', '*', '+', '^', '$', '\\', '-'})
          @Chars({'a', 'b', 'B', 'c', 'd', 'k', 'p', 'u', 'x', 'L', '=', '!', ':', ',', '.'})
          @CharRange(from = '0', to = '3')
          String pattern) {
    try {
      assertEquals(pattern, LinearPattern.compile(pattern).source());
    } catch (PatternException said) {
      assertFalse(said.getMessage().isBlank());
    }
  }
}

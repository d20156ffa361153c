package dev.loquat.text.script;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/**
 * Languages that their script tells; where several share one, the {@link LanguageModel} tells them
 * apart, and a few letters do where the text is short.
 */
final class OtherScripts {
  private static final Map<UnicodeScript, String> OWN =
      Map.ofEntries(
          Map.entry(UnicodeScript.HANGUL, "ko"),
          Map.entry(UnicodeScript.THAI, "th"),
          Map.entry(UnicodeScript.GREEK, "el"),
          Map.entry(UnicodeScript.HEBREW, "he"),
          Map.entry(UnicodeScript.GEORGIAN, "ka"),
          Map.entry(UnicodeScript.ARMENIAN, "hy"),
          Map.entry(UnicodeScript.TAMIL, "ta"),
          Map.entry(UnicodeScript.TELUGU, "te"),
          Map.entry(UnicodeScript.BENGALI, "bn"),
          Map.entry(UnicodeScript.GUJARATI, "gu"),
          Map.entry(UnicodeScript.GURMUKHI, "pa"),
          Map.entry(UnicodeScript.KANNADA, "kn"),
          Map.entry(UnicodeScript.MALAYALAM, "ml"),
          Map.entry(UnicodeScript.SINHALA, "si"),
          Map.entry(UnicodeScript.KHMER, "km"),
          Map.entry(UnicodeScript.LAO, "lo"),
          Map.entry(UnicodeScript.MYANMAR, "my"),
          Map.entry(UnicodeScript.ETHIOPIC, "am"),
          Map.entry(UnicodeScript.TIBETAN, "bo"));

  /** Fewer letters tell the model little. */
  private static final int SHORTEST = 16;

  /** Looking no further than this decides. */
  private static final int LONGEST = 4096;

  private OtherScripts() {}

  /** The language of the commonest letters; English if none is known. */
  static String of(String text) {
    Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(c -> counts.merge(UnicodeScript.of(c), 1, Integer::sum));
    UnicodeScript script =
        counts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(UnicodeScript.LATIN);
    return switch (script) {
      case CYRILLIC, ARABIC, DEVANAGARI ->
          counts.getOrDefault(script, 0) < SHORTEST
              ? byLetters(text, script)
              : LanguageModel.guess(text.substring(0, Math.min(text.length(), LONGEST))).code();
      default -> OWN.getOrDefault(script, "en");
    };
  }

  private static String byLetters(String text, UnicodeScript script) {
    return switch (script) {
      case CYRILLIC -> cyrillic(text);
      case ARABIC -> has(text, "ٹڈڑںےہ") ? "ur" : has(text, "پچژگی") ? "fa" : "ar";
      default -> has(text, "ळ") ? "mr" : "hi";
    };
  }

  private static String cyrillic(String text) {
    if (has(text, "ўЎ")) {
      return "be";
    }
    if (has(text, "їєґЇЄҐ") || has(text, "іІ") && !has(text, "ыЫ")) {
      return "uk";
    }
    if (has(text, "ѓќѕЃЌЅ")) {
      return "mk";
    }
    if (has(text, "јљњћђџЈЉЊЋЂЏ")) {
      return "sr";
    }
    if (has(text, "әғқңөұүһӘҒҚҢӨҰҮҺ")) {
      return "kk";
    }
    return !has(text, "ыэёЫЭЁ") && has(text, "ъЪщЩ") && !has(text, "ьЬ") ? "bg" : "ru";
  }

  private static boolean has(String text, String letters) {
    return text.chars().anyMatch(c -> letters.indexOf(c) >= 0);
  }
}

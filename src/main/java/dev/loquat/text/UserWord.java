package dev.loquat.text;

import dev.loquat.text.script.CharClass;
import dev.loquat.text.script.CleanText;
import java.util.regex.Pattern;

/**
 * A word of a caller's own.
 *
 * @param text as it is written, 1 to 64 UTF-16 units without white space
 * @param weight 0 to infinity: 1 prefers it as a common word is preferred, infinity never splits
 *     it; words that are not of Han alone are never split whatever they weigh
 * @param tag its part of speech, as {@code NR} or, with the universal tag, {@code NR/PROPN}; empty
 *     leaves it to the tagger
 */
public record UserWord(String text, double weight, String tag) {
  /** The longest word that is taken. */
  public static final int LONGEST = 64;

  private static final Pattern TAG = Pattern.compile("|[^\\s/\\p{Cntrl}]{1,16}(?:/[A-Z]{1,8})?");

  /**
   * Refuses what cannot be a word.
   *
   * @throws IllegalArgumentException naming the word and what is wrong with it
   */
  public UserWord {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a word must have 1 to %d characters, not %d".formatted(LONGEST, text.length()));
    }
    if (text.chars().anyMatch(c -> CharClass.of((char) c) == CharClass.SPACE)) {
      throw new IllegalArgumentException(
          "a word must have neither white space nor control characters: \"" + text + '"');
    }
    if (!CleanText.of(text).equals(text)) {
      throw new IllegalArgumentException("a word must not have a lone surrogate");
    }
    if (CharClass.of(text.charAt(0)) == CharClass.EXTEND) {
      throw new IllegalArgumentException(
          "a word must not begin with a mark that belongs to the character before it: \""
              + text
              + '"');
    }
    if (!(weight >= 0)) {
      throw new IllegalArgumentException(
          "the weight of %s must be 0 or more, not %s".formatted(text, weight));
    }
    if (!TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          "the tag of %s must be like NR or NR/PROPN, not \"%s\"".formatted(text, tag));
    }
  }
}

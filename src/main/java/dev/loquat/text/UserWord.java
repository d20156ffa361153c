package dev.loquat.text;

/**
 * A word of a caller's own.
 *
 * @param text as it is written, 1 to 64 UTF-16 units without white space
 * @param weight 0 to infinity: 1 prefers it as a common word is preferred, infinity never splits it
 * @param tag its part of speech; empty leaves it to the tagger
 */
public record UserWord(String text, double weight, String tag) {
  /** The longest word that is taken. */
  public static final int LONGEST = 64;

  public UserWord {
    if (text.isEmpty()
        || text.length() > LONGEST
        || text.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException(
          "a user word must have 1 to "
              + LONGEST
              + " characters and no white space: \""
              + text
              + '"');
    }
    if (!(weight >= 0)) {
      throw new IllegalArgumentException("the weight of " + text + " must be 0 or more: " + weight);
    }
  }
}

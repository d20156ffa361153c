package dev.loquat.text.zh;

import dev.loquat.text.trie.Trie;

/** A caller's own words; each adds its weight to a path that takes it as one word. */
public final class UserLexicon {
  /** The longest word, in atoms. */
  static final int LONGEST = 64;

  /** A word of this weight or more is never split. */
  static final int NEVER_SPLIT = 1_000_000;

  final Trie trie;
  final int[] worth;

  /**
   * @param words distinct, 1 to 64 simplified Han each
   * @param weights 1 is what a common listed word is worth more than an unlisted one; infinity
   *     keeps a word whole wherever it stands
   */
  public UserLexicon(String[] words, double[] weights) {
    trie = Trie.of(words);
    worth = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      worth[i] = (int) Math.min(NEVER_SPLIT, Math.round(weights[i] * WordLattice.COMMON));
    }
  }

  boolean isEmpty() {
    return worth.length == 0;
  }
}

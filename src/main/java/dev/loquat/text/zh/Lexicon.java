package dev.loquat.text.zh;

import dev.loquat.text.trie.Trie;
import java.nio.ByteBuffer;

/**
 * The word list: what each word is worth on a path, beside what its characters say, how the
 * People's Daily corpus tags it, and what kind of thing it means.
 */
final class Lexicon {
  /** Words of no list, by their length in atoms, the last for all longer ones. */
  static final int LENGTHS = 6;

  /** Kinds of unlisted words: Han, marks, numbers, foreign words, and mixtures of these. */
  static final int KINDS = 5;

  final Trie trie;
  final short[] worth;
  final byte[] natures;
  final byte[] senses;
  final int[] unlisted;

  private Lexicon(Trie trie, short[] worth, byte[] natures, byte[] senses, int[] unlisted) {
    this.trie = trie;
    this.worth = worth;
    this.natures = natures;
    this.senses = senses;
    this.unlisted = unlisted;
  }

  static Lexicon read(ByteBuffer in) {
    int n = in.getInt();
    int[] unlisted = new int[KINDS * LENGTHS];
    for (int i = 0; i < unlisted.length; i++) {
      unlisted[i] = in.getInt();
    }
    short[] worth = new short[n];
    in.asShortBuffer().get(worth);
    in.position(in.position() + 2 * n);
    byte[] natures = new byte[2 * n];
    in.get(natures);
    byte[] senses = new byte[2 * n];
    in.get(senses);
    return new Lexicon(Trie.read(in), worth, natures, senses, unlisted);
  }

  int unlisted(int kind, int length) {
    return unlisted[kind * LENGTHS + Math.min(length, LENGTHS) - 1];
  }
}

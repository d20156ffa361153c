package dev.loquat.text.zh;

import dev.loquat.text.script.CharClass;
import dev.loquat.text.trie.Trie;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best path over all words that a stretch of atoms may hold: listed words with their
 * worth, any other short stretch with what the sequence model says of it (a semi-Markov model,
 * Sarawagi and Cohen 2004). One instance serves one thread.
 */
final class WordLattice {
  /** What a user's word of weight 1 is worth. */
  static final int COMMON = 400;

  /** Unlisted words are no longer than this many atoms. */
  static final int LONGEST_UNLISTED = 7;

  private final Lexicon lexicon;
  private final CharModel model;
  private final @Nullable UserLexicon user;
  final Atoms atoms;
  private int[] scores = new int[0];
  private long[] sums = new long[2 * CharModel.MARGIN];
  private int[] codes = new int[0];
  private int[] middles = new int[0];
  private int[] best = new int[0];
  private int[] back = new int[0];

  WordLattice(Lexicon lexicon, CharModel model, char[] fold, @Nullable UserLexicon user) {
    this.lexicon = lexicon;
    this.model = model;
    this.user = user;
    this.atoms = new Atoms(fold);
  }

  /** Cuts the atoms that were read; sets a bit at the end of each word but keeps those before. */
  int[] path() {
    int n = atoms.n;
    reserve(n);
    model.score(atoms, sums, scores);
    middles[0] = 0;
    for (int i = 0; i < n; i++) {
      codes[i] = lexicon.trie.code(atoms.unit[i]);
      middles[i + 1] = middles[i] + scores[4 * i + CharModel.MIDDLE];
    }
    Arrays.fill(best, 1, n + 1, Integer.MIN_VALUE);
    best[0] = 0;
    for (int i = 0; i < n; i++) {
      from(i);
    }
    return back;
  }

  /** Marks the ends of the best path's words up to atom {@code last}. */
  void mark(int last, BitSet ends) {
    for (int i = last; i > 0; i = back[i]) {
      ends.set(atoms.end[i - 1]);
    }
  }

  /** The end of a word on the best path, at or before {@code atom}. */
  int boundary(int atom) {
    int i = atoms.n;
    while (i > atom) {
      i = back[i];
    }
    return i;
  }

  private void from(int i) {
    if (atoms.kind[i] == CharClass.PUNCT) {
      relax(i, i + 1, lexicon.unlisted(1, 1) + scores[4 * i + CharModel.SINGLE]);
    } else {
      words(i);
    }
    if (user != null) {
      userWords(user, i);
    }
  }

  private void words(int i) {
    int n = atoms.n;
    int state = Trie.ROOT;
    byte kind = atoms.kind[i];
    int begin = scores[4 * i + CharModel.BEGIN] - middles[i + 1];
    for (int j = i; j < n && atoms.kind[j] != CharClass.PUNCT; j++) {
      if (j > i && (kind == CharClass.LATIN || atoms.kind[j] == CharClass.LATIN)) {
        break; // A foreign word stands alone.
      }
      int length = j - i + 1;
      state = state < 0 ? -1 : lexicon.trie.stepByCode(state, codes[j]);
      int word = state < 0 ? -1 : lexicon.trie.value(state);
      if (word < 0 && length > LONGEST_UNLISTED) {
        if (state < 0) {
          break;
        }
        continue;
      }
      int worth = word >= 0 ? lexicon.worth[word] : lexicon.unlisted(kindOf(kind, length), length);
      int shape =
          length == 1
              ? scores[4 * i + CharModel.SINGLE]
              : begin + middles[j] + scores[4 * j + CharModel.END];
      relax(i, j + 1, worth + shape);
    }
  }

  private void userWords(UserLexicon own, int i) {
    int state = Trie.ROOT;
    int sum = 0;
    for (int j = i; j < atoms.n; j++) {
      if (atoms.unit[j] == Atoms.NUMBER || atoms.unit[j] == Atoms.FOREIGN) {
        break;
      }
      state = own.trie.step(state, atoms.unit[j]);
      if (state < 0) {
        break;
      }
      int word = own.trie.value(state);
      sum += Math.max(0, Math.max(scores[4 * j], scores[4 * j + CharModel.SINGLE]));
      if (word >= 0) {
        relax(i, j + 1, own.worth[word] + sum);
      }
    }
  }

  private static int kindOf(byte kind, int length) {
    return switch (kind) {
      case CharClass.DIGIT -> length == 1 ? 2 : 4;
      case CharClass.LATIN -> length == 1 ? 3 : 4;
      default -> 0;
    };
  }

  private void relax(int i, int j, int gain) {
    int sum = best[i] + gain;
    if (sum > best[j]) {
      best[j] = sum;
      back[j] = i;
    }
  }

  private void reserve(int n) {
    if (best.length < n + 1) {
      scores = new int[4 * n + 4];
      sums = new long[n + 2 * CharModel.MARGIN];
      codes = new int[n];
      middles = new int[n + 1];
      best = new int[n + 1];
      back = new int[n + 1];
    }
  }
}

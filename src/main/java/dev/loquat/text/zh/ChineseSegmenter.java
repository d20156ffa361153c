package dev.loquat.text.zh;

import dev.loquat.text.script.CharClass;
import dev.loquat.text.trie.ModelFile;
import dev.loquat.text.trie.Trie;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Cuts Chinese text into words. Immutable; shared by all threads. */
public final class ChineseSegmenter {
  /** Atoms that are looked at together where nothing else divides a text. */
  private static final int WINDOW = 512;

  /** The end of a window, whose words may yet change with what follows. */
  private static final int UNSURE = 24;

  private final Lexicon lexicon;
  private final CharModel model;
  private final char[] fold;
  private final @Nullable UserLexicon user;

  private ChineseSegmenter(
      Lexicon lexicon, CharModel model, char[] fold, @Nullable UserLexicon user) {
    this.lexicon = lexicon;
    this.model = model;
    this.fold = fold;
    this.user = user;
  }

  /** The segmenter over the packaged models. */
  public static ChineseSegmenter load() {
    return read(ModelFile.open(ChineseSegmenter.class, "words.bin", "LQZ2"));
  }

  /** The segmenter over models as their file holds them behind its kind. */
  public static ChineseSegmenter read(ByteBuffer in) {
    char[] fold = new char[Character.MAX_VALUE + 1];
    for (int c = 0; c < fold.length; c++) {
      fold[c] = (char) c;
    }
    for (int n = in.getInt(); n > 0; n--) {
      fold[in.getChar()] = in.getChar();
    }
    return new ChineseSegmenter(Lexicon.read(in), CharModel.read(in), fold, null);
  }

  /** The same with a caller's own words; without any it cuts as the standard one does. */
  public ChineseSegmenter with(UserLexicon words) {
    return new ChineseSegmenter(lexicon, model, fold, words.isEmpty() ? null : words);
  }

  /** Sets a bit in {@code ends} for each position in (from, to] where a word ends. */
  public void segment(String text, int from, int to, BitSet ends) {
    WordLattice lattice = new WordLattice(lexicon, model, fold, user);
    // A user's word that begins before the end of what is sure is seen whole.
    int sure = WINDOW - UNSURE - (user == null ? 0 : UserLexicon.LONGEST);
    int at = from;
    while (at < to) {
      if (CharClass.of(text.charAt(at)) == CharClass.SPACE) {
        ends.set(++at);
        continue;
      }
      int read = lattice.atoms.read(text, at, to, WINDOW);
      lattice.path();
      boolean cutShort = lattice.atoms.n == WINDOW && read < to;
      int last = cutShort ? lattice.boundary(sure) : lattice.atoms.n;
      lattice.mark(last, ends);
      at = cutShort ? lattice.atoms.end[last - 1] : read;
    }
  }

  /** A word in simplified characters, one for one. */
  public String simplified(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (fold[word.charAt(i)] != word.charAt(i)) {
        return folded(word);
      }
    }
    return word;
  }

  private String folded(String word) {
    StringBuilder b = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      b.append(fold[word.charAt(i)]);
    }
    return b.toString();
  }

  /**
   * How the People's Daily corpus tags a word: up to two letters, the commonest first, names in
   * upper case; empty if it is not listed.
   */
  public String natures(String word) {
    return two(lexicon.natures, find(word, 0, word.length()));
  }

  /**
   * What kinds of things a word means, as a thesaurus groups them: up to two characters, each a
   * group; empty if it is in none.
   */
  public String senses(String word) {
    return two(lexicon.senses, find(word, 0, word.length()));
  }

  private static String two(byte[] of, int word) {
    if (word < 0 || of[2 * word] == 0) {
      return "";
    }
    char first = (char) of[2 * word];
    char second = (char) of[2 * word + 1];
    return second == 0 ? String.valueOf(first) : "" + first + second;
  }

  /** Whether text[start, end) is a listed word. */
  public boolean knows(CharSequence text, int start, int end) {
    return find(text, start, end) >= 0;
  }

  private int find(CharSequence text, int start, int end) {
    int state = Trie.ROOT;
    for (int i = start; i < end && state >= 0; i++) {
      state = lexicon.trie.step(state, fold[text.charAt(i)]);
    }
    return state > 0 ? lexicon.trie.value(state) : -1;
  }
}

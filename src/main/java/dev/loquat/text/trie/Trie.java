package dev.loquat.text.trie;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * An immutable double-array trie (Aoe 1989) over UTF-16 units. Characters are first mapped to dense
 * codes, the commonest first, which keeps the arrays small; base and check lie side by side, so
 * that a step touches one cache line. The value of a word is its index in the list it was built of.
 */
public final class Trie {
  /** The state before the first character. */
  public static final int ROOT = 0;

  /** No word; made once, since a table of codes takes time to fill. */
  private static final class None {
    static final Trie TRIE = new Trie(new char[Character.MAX_VALUE + 1], new int[] {0, -1});
  }

  private final char[] codes;
  private final int[] cells;

  Trie(char[] codes, int[] cells) {
    this.codes = codes;
    this.cells = cells;
  }

  /** The trie of these distinct, non-empty words. */
  public static Trie of(String[] words) {
    return words.length == 0 ? None.TRIE : new TrieBuilder(words).build();
  }

  /** The state after {@code c}, or -1 where no word goes on with it. */
  public int step(int state, char c) {
    return stepByCode(state, codes[c]);
  }

  /** What {@link #stepByCode} takes for {@code c}; 0 where no word holds it. */
  public int code(char c) {
    return codes[c];
  }

  /** As {@link #step}, for those who step through the same text many times. */
  public int stepByCode(int state, int code) {
    if (code == 0) {
      return -1;
    }
    int next = cells[2 * state] + code;
    return cells[2 * next + 1] == state ? next : -1;
  }

  /** The index of the word that ends in this state, or -1. */
  public int value(int state) {
    int end = cells[2 * state];
    return cells[2 * end + 1] == state ? -cells[2 * end] - 1 : -1;
  }

  /** The index of {@code word}, or -1. */
  public int find(CharSequence word) {
    int state = ROOT;
    for (int i = 0; i < word.length() && state >= 0; i++) {
      state = step(state, word.charAt(i));
    }
    return state > 0 ? value(state) : -1;
  }

  /** Bytes that {@link #write} needs. */
  public int size() {
    return 8 + 2 * alphabet().length + 4 * cells.length;
  }

  /** Appends this trie to a little-endian buffer. */
  public void write(ByteBuffer out) {
    char[] alphabet = alphabet();
    out.putInt(alphabet.length).putInt(cells.length);
    for (char c : alphabet) {
      out.putChar(c);
    }
    for (int cell : cells) {
      out.putInt(cell);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Trie read(ByteBuffer in) {
    char[] alphabet = new char[in.getInt()];
    int[] cells = new int[in.getInt()];
    char[] codes = new char[Character.MAX_VALUE + 1];
    in.asCharBuffer().get(alphabet);
    in.position(in.position() + 2 * alphabet.length);
    for (int i = 0; i < alphabet.length; i++) {
      codes[alphabet[i]] = (char) (i + 1);
    }
    IntBuffer ints = in.asIntBuffer();
    ints.get(cells);
    in.position(in.position() + 4 * cells.length);
    return new Trie(codes, cells);
  }

  private char[] alphabet() {
    char[] byCode = new char[codes.length];
    int n = 0;
    for (int c = 0; c < codes.length; c++) {
      if (codes[c] > 0) {
        byCode[codes[c] - 1] = (char) c;
        n = Math.max(n, codes[c]);
      }
    }
    return Arrays.copyOf(byCode, n);
  }
}

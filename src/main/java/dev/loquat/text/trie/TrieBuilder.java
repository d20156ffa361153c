package dev.loquat.text.trie;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Places the states of a {@link Trie}, first fit, children of one state together. */
final class TrieBuilder {
  /** Families of children look for room no further back than this, which keeps building linear. */
  private static final int WINDOW = 1 << 16;

  private final String[] words;
  private final int[] order;
  private final char[] codes = new char[Character.MAX_VALUE + 1];
  private final BitSet used = new BitSet();
  private int[] cells = new int[1 << 12];
  private int highest;
  private int firstFree = 1;

  TrieBuilder(String[] words) {
    this.words = words;
    assignCodes();
    order =
        IntStream.range(0, words.length)
            .boxed()
            .sorted(Comparator.comparing(i -> coded(words[i])))
            .mapToInt(i -> i)
            .toArray();
  }

  Trie build() {
    Arrays.fill(cells, 0);
    fillCheck(0, cells.length);
    used.set(0);
    if (order.length > 0) {
      place(Trie.ROOT, 0, order.length, 0);
    }
    // A step adds at most one alphabet to a base: the arrays end where no step can leave them.
    int alphabet = 1;
    for (char code : codes) {
      alphabet = Math.max(alphabet, code + 1);
    }
    int end = highest + alphabet + 1;
    grow(end);
    return new Trie(codes, Arrays.copyOf(cells, 2 * end));
  }

  private void assignCodes() {
    int[] count = new int[Character.MAX_VALUE + 1];
    for (String word : words) {
      if (word.isEmpty()) {
        throw new IllegalArgumentException("an empty word among " + words.length);
      }
      word.chars().forEach(c -> count[c]++);
    }
    int[] chars =
        IntStream.rangeClosed(0, Character.MAX_VALUE)
            .filter(c -> count[c] > 0)
            .boxed()
            .sorted(Comparator.comparing(c -> -count[c]))
            .mapToInt(c -> c)
            .toArray();
    for (int i = 0; i < chars.length; i++) {
      codes[chars[i]] = (char) (i + 1);
    }
  }

  private String coded(String word) {
    StringBuilder s = new StringBuilder(word.length());
    word.chars().forEach(c -> s.append(codes[c]));
    return s.toString();
  }

  /**
   * Lays out the children of {@code state}: the words order[from, to) share {@code depth} units.
   */
  private void place(int state, int from, int to, int depth) {
    int n = 0;
    int[] code = new int[to - from];
    int[] start = new int[to - from + 1];
    for (int i = from; i < to; i++) {
      String word = words[order[i]];
      int c = word.length() == depth ? 0 : codes[word.charAt(depth)];
      if (n > 0 && code[n - 1] == c) {
        if (c == 0) {
          throw new IllegalArgumentException("the word " + word + " comes twice");
        }
        continue;
      }
      code[n] = c;
      start[n++] = i;
    }
    start[n] = to;
    int base = free(code, n);
    cells[2 * state] = base;
    for (int k = 0; k < n; k++) {
      used.set(base + code[k]);
      cells[2 * (base + code[k]) + 1] = state;
    }
    for (int k = 0; k < n; k++) {
      if (code[k] == 0) {
        cells[2 * base] = -order[start[k]] - 1;
      } else {
        place(base + code[k], start[k], start[k + 1], depth + 1);
      }
    }
  }

  /** The first base at which all children find a free cell. */
  private int free(int[] code, int n) {
    firstFree = used.nextClearBit(firstFree);
    int from = n == 1 ? firstFree : Math.max(firstFree, highest - WINDOW);
    int base = used.nextClearBit(Math.max(from, code[0] + 1)) - code[0];
    while (!fits(base, code, n)) {
      base = used.nextClearBit(base + code[0] + 1) - code[0];
    }
    highest = Math.max(highest, base + code[n - 1]);
    grow(highest + 1);
    return base;
  }

  private boolean fits(int base, int[] code, int n) {
    for (int k = 1; k < n; k++) {
      if (used.get(base + code[k])) {
        return false;
      }
    }
    return true;
  }

  private void grow(int states) {
    if (2 * states > cells.length) {
      int old = cells.length;
      cells = Arrays.copyOf(cells, Math.max(2 * states, 2 * old));
      fillCheck(old, cells.length);
    }
  }

  private void fillCheck(int from, int to) {
    for (int i = from + 1; i < to; i += 2) {
      cells[i] = -1;
    }
  }
}

package dev.loquat.text.ja;

import static dev.loquat.text.script.CharClass.DIGIT;
import static dev.loquat.text.script.CharClass.EXTEND;
import static dev.loquat.text.script.CharClass.HAN;
import static dev.loquat.text.script.CharClass.HIRAGANA;
import static dev.loquat.text.script.CharClass.LATIN;
import static dev.loquat.text.script.CharClass.PUNCT;

import dev.loquat.text.script.CharClass;
import dev.loquat.text.trie.Trie;
import java.util.Arrays;

/** The cheapest path through all words a stretch may hold (Viterbi). One thread's own. */
final class JapaneseLattice {
  private static final int LONGEST_UNKNOWN_HAN = 2;
  private static final int LONGEST_RUN = 24;
  private static final int NONE = -1;

  private final Dictionary dictionary;
  private int size;
  private int[] start = new int[1024];
  private int[] end = new int[1024];
  private short[] right = new short[1024];
  private short[] tag = new short[1024];
  private int[] total = new int[1024];
  private int[] back = new int[1024];
  private int[] sibling = new int[1024];
  private int[] endingAt = new int[0];

  JapaneseLattice(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /**
   * Gives the words of text[from, to) that end at or before {@code sure}; answers where they end.
   */
  int cut(String text, int from, int to, int sure, TaggedWords out) {
    build(text, from, to);
    int best = NONE;
    for (int node = endingAt[to - from]; node != NONE; node = sibling[node]) {
      int whole = total[node] + dictionary.connection(right[node], 0);
      if (best == NONE || whole < total[best] + dictionary.connection(right[best], 0)) {
        best = node;
      }
    }
    int n = 0;
    for (int node = best; node > 0; node = back[node]) {
      n++;
    }
    int[] path = new int[n];
    for (int node = best; node > 0; node = back[node]) {
      path[--n] = node;
    }
    int reached = from;
    for (int node : path) {
      if (end[node] > sure && reached > from) {
        break;
      }
      out.add(start[node], end[node], dictionary.tags[tag[node]]);
      reached = end[node];
    }
    return reached;
  }

  private void build(String text, int from, int to) {
    size = 0;
    int n = to - from;
    if (endingAt.length < n + 1) {
      endingAt = new int[n + 1];
    }
    Arrays.fill(endingAt, 0, n + 1, NONE);
    node(from, from, 0, 0, 0, from);
    for (int i = 0; i < n; i++) {
      if (endingAt[i] != NONE) {
        words(text, from + i, to, from);
      }
    }
  }

  private void words(String text, int at, int to, int from) {
    byte klass = CharClass.of(text.charAt(at));
    if (klass == DIGIT || klass == LATIN) {
      unknown(klass, at, run(text, at, to, klass), from);
      return;
    }
    boolean listed = false;
    int state = Trie.ROOT;
    for (int j = at; j < to; j++) {
      state = dictionary.trie.step(state, text.charAt(j));
      if (state < 0) {
        break;
      }
      int surface = dictionary.trie.value(state);
      if (surface >= 0 && (j + 1 == to || CharClass.of(text.charAt(j + 1)) != EXTEND)) {
        listed = true;
        for (int e = dictionary.first[surface]; e < dictionary.first[surface + 1]; e++) {
          add(
              at,
              j + 1,
              dictionary.left[e],
              dictionary.right[e],
              dictionary.cost[e],
              dictionary.tag[e],
              from);
        }
      }
    }
    unlisted(text, at, to, klass, listed, from);
  }

  private void unlisted(String text, int at, int to, byte klass, boolean listed, int from) {
    if (klass == HAN) {
      int end = at;
      for (int k = 1; k <= LONGEST_UNKNOWN_HAN && end < to; k++) {
        if (CharClass.of(text.charAt(end)) != HAN) {
          break;
        }
        end = behindOne(text, end, to);
        unknown(HAN, at, end, from);
      }
    } else if (klass == HIRAGANA || klass == PUNCT) {
      if (!listed) {
        unknown(klass, at, behindOne(text, at, to), from);
      }
    } else if (!listed || klass == CharClass.KATAKANA) {
      unknown(klass, at, run(text, at, to, klass), from);
    }
  }

  private static int behindOne(String text, int at, int to) {
    int next = Math.min(to, at + Character.charCount(text.codePointAt(at)));
    while (next < to && CharClass.of(text.charAt(next)) == EXTEND) {
      boolean joiner = text.charAt(next) == '\u200D';
      next++;
      if (joiner && next < to) {
        next = Math.min(to, next + Character.charCount(text.codePointAt(next)));
      }
    }
    return next;
  }

  private static int run(String text, int at, int to, byte klass) {
    int end = behindOne(text, at, to);
    boolean whole = klass == DIGIT || klass == LATIN;
    while (end < to
        && (whole || end < at + LONGEST_RUN)
        && (CharClass.of(text.charAt(end)) == klass || text.charAt(end) == 'ー')) {
      end = behindOne(text, end, to);
    }
    return end;
  }

  private void unknown(byte klass, int at, int end, int from) {
    int[] u = dictionary.unknown[klass];
    add(at, end, u[0], u[1], u[2], u[3], from);
  }

  private void add(int at, int to, int l, int r, int cost, int t, int from) {
    int best = Integer.MAX_VALUE;
    int before = NONE;
    for (int node = endingAt[at - from]; node != NONE; node = sibling[node]) {
      int sum = total[node] + dictionary.connection(right[node], l);
      if (sum < best) {
        best = sum;
        before = node;
      }
    }
    int made = node(at, to, r, best + cost, t, from);
    back[made] = before;
  }

  private int node(int at, int to, int r, int sum, int t, int from) {
    if (size == start.length) {
      grow();
    }
    start[size] = at;
    end[size] = to;
    right[size] = (short) r;
    tag[size] = (short) t;
    total[size] = sum;
    back[size] = NONE;
    sibling[size] = endingAt[to - from];
    endingAt[to - from] = size;
    return size++;
  }

  private void grow() {
    int n = 2 * size;
    start = Arrays.copyOf(start, n);
    end = Arrays.copyOf(end, n);
    right = Arrays.copyOf(right, n);
    tag = Arrays.copyOf(tag, n);
    total = Arrays.copyOf(total, n);
    back = Arrays.copyOf(back, n);
    sibling = Arrays.copyOf(sibling, n);
  }
}

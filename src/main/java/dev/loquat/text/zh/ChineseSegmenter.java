package dev.loquat.text.zh;

import static dev.loquat.text.script.CharClass.DIGIT;
import static dev.loquat.text.script.CharClass.LATIN;

import dev.loquat.text.script.CharClass;
import dev.loquat.text.trie.Trie;
import java.util.Arrays;
import java.util.BitSet;

/** Cuts Chinese text into words. Immutable; shared by all threads. */
public final class ChineseSegmenter {
  private static final int UNKNOWN = 1600;
  private static final int BLOCK = 4096;

  private final Lexicon lexicon;

  private ChineseSegmenter(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** The segmenter over the packaged models. */
  public static ChineseSegmenter load() {
    return new ChineseSegmenter(Lexicon.load());
  }

  /** Sets a bit in {@code ends} for each position in (from, to] where a word ends. */
  public void segment(String text, int from, int to, BitSet ends) {
    for (int at = from; at < to; ) {
      int end = at;
      while (end < to && end < at + BLOCK && CharClass.of(text.charAt(end)) == CharClass.HAN) {
        end++;
      }
      if (end > at) {
        path(text, at, end, ends);
        at = end;
      } else {
        at = other(text, at, to, ends);
      }
    }
  }

  /** The word's tag in the style of the Chinese treebanks. */
  public String tag(String word) {
    return lexicon.tagOf(word);
  }

  /** Whether text[start, end) is a listed word. */
  public boolean knows(String text, int start, int end) {
    int state = Trie.ROOT;
    for (int i = start; i < end && state >= 0; i++) {
      state = lexicon.trie.step(state, text.charAt(i));
    }
    return state >= 0 && lexicon.trie.value(state) >= 0;
  }

  private static int other(String text, int at, int to, BitSet ends) {
    byte klass = CharClass.of(text.charAt(at));
    int end = at + 1;
    if (klass == DIGIT) {
      while (end < to
          && (CharClass.of(text.charAt(end)) == DIGIT || ".,%".indexOf(text.charAt(end)) >= 0)) {
        end++;
      }
    } else if (klass >= LATIN) {
      while (end < to && CharClass.of(text.charAt(end)) == klass) {
        end++;
      }
    } else {
      end = Math.min(to, at + Character.charCount(text.codePointAt(at)));
    }
    while (end < to && CharClass.of(text.charAt(end)) == CharClass.EXTEND) {
      end++;
    }
    ends.set(end);
    return end;
  }

  private void path(String text, int from, int to, BitSet ends) {
    int n = to - from;
    int[] best = new int[n + 1];
    int[] back = new int[n + 1];
    Arrays.fill(best, 1, n + 1, Integer.MAX_VALUE);
    for (int i = 0; i < n; i++) {
      relax(best, back, i, i + 1, UNKNOWN);
      int state = Trie.ROOT;
      for (int j = i; j < n; j++) {
        state = lexicon.trie.step(state, text.charAt(from + j));
        if (state < 0) {
          break;
        }
        int word = lexicon.trie.value(state);
        if (word >= 0) {
          relax(best, back, i, j + 1, lexicon.cost[word]);
        }
      }
    }
    for (int i = n; i > 0; i = back[i]) {
      ends.set(from + i);
    }
  }

  private static void relax(int[] best, int[] back, int i, int j, int cost) {
    if (best[i] + cost < best[j]) {
      best[j] = best[i] + cost;
      back[j] = i;
    }
  }
}

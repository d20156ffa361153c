package dev.loquat.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All phrases of a policy in one automaton (Aho and Corasick, 1975): one pass over a text finds
 * every phrase, whatever their number.
 */
final class Terms {
  /** Receives the occurrences in the order of their ends. */
  interface Sink {
    void hit(int term, int start, int end);
  }

  private final List<Phrase> phrases;
  private final Transitions next;
  private final int[] fail;
  private final int[] shorter;
  private final List<List<Integer>> endings;

  private Terms(List<Phrase> phrases, Trie trie) {
    this.phrases = phrases;
    this.next = trie.next;
    this.endings = List.copyOf(trie.endings);
    this.fail = new int[trie.size];
    this.shorter = new int[trie.size];
    link(trie);
  }

  static Terms of(List<Phrase> phrases) {
    Trie trie = new Trie();
    for (int i = 0; i < phrases.size(); i++) {
      trie.add(phrases.get(i).text(), i);
    }
    return new Terms(List.copyOf(phrases), trie);
  }

  void scan(CharSequence text, Sink sink) {
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int to;
      while ((to = next.get(state, c)) == 0 && state != 0) {
        state = fail[state];
      }
      state = to;
      for (int s = state; s != 0; s = shorter[s]) {
        for (int id : endings.get(s)) {
          Phrase phrase = phrases.get(id);
          int end = i + 1;
          int start = end - phrase.text().length();
          if (phrase.standsAlone(text, start, end)) {
            sink.hit(phrase.term(), start, end);
          }
        }
      }
    }
  }

  /** Failure links by breadth, and links to the next shorter state that ends a phrase. */
  private void link(Trie trie) {
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int child : trie.children.getFirst()) {
      queue.add(child);
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      shorter[state] = endings.get(fail[state]).isEmpty() ? shorter[fail[state]] : fail[state];
      for (int child : trie.children.get(state)) {
        char c = trie.letters.get(child);
        int back = fail[state];
        int to;
        while ((to = next.get(back, c)) == 0 && back != 0) {
          back = fail[back];
        }
        fail[child] = to;
        queue.add(child);
      }
    }
  }

  /**
   * A phrase of a term.
   *
   * @param open whether the last word may go on, as in {@code instruct*}
   */
  record Phrase(String text, int term, boolean open) {
    /** Words must not be parts of longer words; scripts without blanks have no such borders. */
    boolean standsAlone(CharSequence in, int start, int end) {
      return (start == 0 || !continues(in.charAt(start - 1), text.charAt(0)))
          && (open
              || end == in.length()
              || !continues(text.charAt(text.length() - 1), in.charAt(end)));
    }

    private static boolean continues(char a, char b) {
      return Character.isLetterOrDigit(a)
          && Character.isLetterOrDigit(b)
          && !View.isIdeographic(a)
          && !View.isIdeographic(b);
    }
  }

  /** The automaton while it is built. */
  private static final class Trie {
    private final Transitions next = new Transitions();
    private final List<List<Integer>> endings = new ArrayList<>(List.of(new ArrayList<>()));
    private final List<List<Integer>> children = new ArrayList<>(List.of(new ArrayList<>()));
    private final List<Character> letters = new ArrayList<>(List.of('\0'));
    private int size = 1;

    void add(String phrase, int id) {
      int state = 0;
      for (int i = 0; i < phrase.length(); i++) {
        char c = phrase.charAt(i);
        int to = next.get(state, c);
        if (to == 0) {
          to = size++;
          next.put(state, c, to);
          children.get(state).add(to);
          children.add(new ArrayList<>());
          endings.add(new ArrayList<>());
          letters.add(c);
        }
        state = to;
      }
      endings.get(state).add(id);
    }
  }

  /** (state, character) to state; 0 where there is none. Open addressing. */
  private static final class Transitions {
    private long[] keys = new long[1 << 12];
    private int[] values = new int[1 << 12];
    private int size;

    int get(int state, char c) {
      long key = ((long) state << 16 | c) + 1;
      int mask = keys.length - 1;
      int slot = slot(key, mask);
      while (keys[slot] != 0) {
        if (keys[slot] == key) {
          return values[slot];
        }
        slot = slot + 1 & mask;
      }
      return 0;
    }

    void put(int state, char c, int to) {
      if (size * 3 > keys.length) {
        grow();
      }
      insert(((long) state << 16 | c) + 1, to);
      size++;
    }

    private void insert(long key, int to) {
      int mask = keys.length - 1;
      int slot = slot(key, mask);
      while (keys[slot] != 0) {
        slot = slot + 1 & mask;
      }
      keys[slot] = key;
      values[slot] = to;
    }

    private void grow() {
      long[] oldKeys = keys;
      int[] oldValues = values;
      keys = new long[oldKeys.length * 2];
      values = Arrays.copyOf(new int[0], oldKeys.length * 2);
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != 0) {
          insert(oldKeys[i], oldValues[i]);
        }
      }
    }

    private static int slot(long key, int mask) {
      long h = key * 0x9E3779B97F4A7C15L;
      return (int) (h >>> 40) & mask;
    }
  }
}

package dev.loquat.text.parse;

import dev.loquat.text.eval.Corpus;
import java.util.List;

/**
 * How many gold arcs each transition loses for good (Goldberg and Nivre 2013, for arc-hybrid), from
 * any configuration, right or wrong.
 */
final class Oracle {
  private final int[] heads;
  private final String[] relations;

  Oracle(List<Corpus.Word> words) {
    int n = words.size();
    heads = new int[n];
    relations = new String[n];
    for (int i = 0; i < n; i++) {
      int head = words.get(i).head();
      heads[i] = head == 0 ? n : head - 1;
      relations[i] = words.get(i).relation();
    }
  }

  String relation(int word) {
    return relations[word];
  }

  /** Lost by shifting: arcs between the next word and the stack, but the top may still take it. */
  int shift(Configuration c) {
    int next = c.next();
    int lost = 0;
    for (int k = 0; k < c.size(); k++) {
      lost += heads[c.stack(k)] == next ? 1 : 0;
      lost += k > 0 && heads[next] == c.stack(k) ? 1 : 0;
    }
    return lost;
  }

  /** Lost when the next word takes the top: other heads of the top, and its words to come. */
  int left(Configuration c) {
    int top = c.stack(0);
    int head = heads[top];
    boolean loses = head > c.next() || c.size() > 1 && head == c.stack(1);
    return dependents(c, top) + (loses ? 1 : 0);
  }

  /** Lost when the word below takes the top. */
  int right(Configuration c) {
    int top = c.stack(0);
    return dependents(c, top) + (heads[top] >= c.next() ? 1 : 0);
  }

  private int dependents(Configuration c, int top) {
    int lost = 0;
    for (int d = c.next(); d < heads.length; d++) {
      lost += heads[d] == top ? 1 : 0;
    }
    return lost;
  }

  boolean isHead(int head, int word) {
    return heads[word] == head;
  }
}

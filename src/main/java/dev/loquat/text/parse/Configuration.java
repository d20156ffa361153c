package dev.loquat.text.parse;

import java.util.Arrays;

/**
 * Where the parser stands: a stack of words that still want a head, the next word of the buffer,
 * and the arcs drawn so far. The root stands behind the last word, at {@code length} (arc-hybrid
 * system, Kuhlmann, Gómez-Rodríguez and Satta 2011). One instance serves one thread.
 */
final class Configuration {
  static final int NONE = -1;

  final int length;
  final int[] heads;
  final int[] labels;
  private final int[] stack;
  private final int[] leftmost;
  private final int[] rightmost;
  private final int[] lefts;
  private final int[] rights;
  private int size;
  private int next;

  Configuration(int length) {
    this.length = length;
    heads = filled(length);
    labels = filled(length);
    stack = new int[length];
    leftmost = filled(length + 1);
    rightmost = filled(length + 1);
    lefts = new int[length + 1];
    rights = new int[length + 1];
  }

  private static int[] filled(int n) {
    int[] out = new int[n];
    Arrays.fill(out, NONE);
    return out;
  }

  /** The word that many places below the top of the stack, or NONE. */
  int stack(int depth) {
    return depth < size ? stack[size - 1 - depth] : NONE;
  }

  int size() {
    return size;
  }

  /** The next word of the buffer; {@code length} is the root. */
  int next() {
    return next;
  }

  boolean ended() {
    return next == length && size == 0;
  }

  boolean canShift() {
    return next < length;
  }

  /** The root takes one word only: the last on the stack. */
  boolean canTakeLeft() {
    return size > 0 && (next < length || size == 1);
  }

  boolean canTakeRight() {
    return size > 1;
  }

  void shift() {
    stack[size++] = next++;
  }

  /** The next word of the buffer becomes the head of the stack's top. */
  void takeLeft(int label) {
    arc(next, label);
  }

  /** The word below the top of the stack becomes the top's head. */
  void takeRight(int label) {
    arc(stack[size - 2], label);
  }

  private void arc(int head, int label) {
    int word = stack[--size];
    heads[word] = head;
    labels[word] = label;
    if (word < head) {
      if (leftmost[head] == NONE || word < leftmost[head]) {
        leftmost[head] = word;
      }
      lefts[head]++;
    } else {
      rightmost[head] = Math.max(rightmost[head], word);
      rights[head]++;
    }
  }

  int leftmost(int word) {
    return word < 0 ? NONE : leftmost[word];
  }

  int rightmost(int word) {
    return word < 0 ? NONE : rightmost[word];
  }

  int lefts(int word) {
    return word < 0 ? NONE : Math.min(3, lefts[word]);
  }

  int rights(int word) {
    return word < 0 ? NONE : Math.min(3, rights[word]);
  }

  int label(int word) {
    return word < 0 || word >= length ? NONE - 1 : labels[word];
  }
}

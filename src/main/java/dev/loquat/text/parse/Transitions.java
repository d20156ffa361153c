package dev.loquat.text.parse;

import java.util.List;

/**
 * The steps of a parser, by number: S shifts, L:relation lets the buffer's next word take the top
 * of the stack, R:relation the word below the top. Only the root takes by the relation "root", and
 * by no other.
 */
final class Transitions {
  static final String SHIFT = "S";
  static final int NONE = -1;
  private static final String ROOT = "root";

  private final char[] kinds;
  private final boolean[] roots;
  private final String[] relations;

  Transitions(String[] names) {
    kinds = new char[names.length];
    roots = new boolean[names.length];
    relations = new String[names.length];
    if (!List.of(names).contains(SHIFT) || !List.of(names).contains("L:" + ROOT)) {
      throw new IllegalArgumentException(
          "a parser needs S and L:root among its transitions, not " + List.of(names));
    }
    for (int t = 0; t < names.length; t++) {
      kinds[t] = names[t].charAt(0);
      relations[t] = names[t].length() < 2 ? "" : names[t].substring(2);
      roots[t] = relations[t].equals(ROOT);
    }
  }

  int size() {
    return kinds.length;
  }

  boolean allowed(int t, Configuration c) {
    return switch (kinds[t]) {
      case 'S' -> c.canShift();
      case 'L' -> c.canTakeLeft() && roots[t] == (c.next() == c.length);
      default -> c.canTakeRight() && !roots[t];
    };
  }

  void apply(int t, Configuration c) {
    switch (kinds[t]) {
      case 'S' -> c.shift();
      case 'L' -> c.takeLeft(t);
      default -> c.takeRight(t);
    }
  }

  /** S, L or R. */
  char kind(int t) {
    return kinds[t];
  }

  /** The relation that a transition draws; empty for a shift. */
  String relation(int t) {
    return relations[t];
  }
}

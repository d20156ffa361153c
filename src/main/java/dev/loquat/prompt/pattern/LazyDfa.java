package dev.loquat.prompt.pattern;

import dev.loquat.prompt.pattern.Automaton.Node;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Searches a text with a deterministic automaton that is made, state by state, as texts ask for it.
 * A state is the set of nodes reached and what came before; places such as {@code ^} and {@code \b}
 * are decided when the next character is known. When there are too many states, further ones are
 * made and forgotten: slower, but still linear. Safe for all threads.
 */
final class LazyDfa {
  private static final int MOST_STATES = 1_000;
  private static final int MOST_CLASSES = 512;

  private enum Before {
    START,
    WORD,
    OTHER
  }

  /** A state; its transitions are filled in as they are found. */
  private static final class State {
    final int[] nodes;
    final Before before;
    final @Nullable State[] next;

    State(int[] nodes, Before before, int classes) {
      this.nodes = nodes;
      this.before = before;
      this.next = new State[classes];
    }
  }

  private record Key(String nodes, Before before) {}

  private final Automaton automaton;
  private final String source;
  private final int[] classStarts;
  private final byte[] asciiClasses = new byte[128];
  private final boolean cached;
  private final Map<Key, State> states = new ConcurrentHashMap<>();
  private final State accepted;
  private final State initial;

  LazyDfa(Automaton automaton, String source) {
    this.automaton = automaton;
    this.source = source;
    this.classStarts = automaton.classStarts();
    this.cached = classStarts.length <= MOST_CLASSES;
    for (int c = 0; c < 128; c++) {
      asciiClasses[c] = (byte) Math.min(search(c), Byte.MAX_VALUE);
    }
    accepted = new State(new int[0], Before.OTHER, 0);
    initial = new State(new int[] {automaton.start()}, Before.START, classStarts.length + 1);
  }

  /** Whether the pattern matches somewhere in the text. */
  boolean find(String text, MatchBudget budget) {
    State state = initial;
    for (int i = 0; i < text.length(); ) {
      int c = text.charAt(i++);
      if (c >= 0xd800 && c < 0xdc00 && i < text.length()) {
        c = text.codePointAt(i - 1);
        i += c > 0xffff ? 1 : 0;
      }
      int group = c < 128 && asciiClasses[c] != Byte.MAX_VALUE ? asciiClasses[c] : search(c);
      State next = state.next[group];
      if (next == null) {
        budget.spend(state.nodes.length + 8, source);
        next = step(state, group);
      }
      if (next == accepted) {
        return true;
      }
      state = next;
    }
    State end = state.next[classStarts.length];
    return (end == null ? step(state, classStarts.length) : end) == accepted;
  }

  private int search(int codePoint) {
    int found = Arrays.binarySearch(classStarts, codePoint);
    return found >= 0 ? found : -found - 2;
  }

  /** The state after one more character of the class; the class after the last is the end. */
  private State step(State state, int group) {
    boolean end = group == classStarts.length;
    int example = end ? -1 : classStarts[group];
    boolean wordNext = !end && CodePoints.WORD.contains(example);
    BitSet reached = new BitSet(automaton.size());
    BitSet kernel = new BitSet(automaton.size());
    int[] stack = new int[2 * automaton.size() + state.nodes.length + 2];
    int top = 0;
    for (int node : state.nodes) {
      stack[top++] = node;
    }
    while (top > 0) {
      int index = stack[--top];
      if (reached.get(index)) {
        continue;
      }
      reached.set(index);
      Node node = automaton.node(index);
      switch (node.op()) {
        case ACCEPT -> {
          return remember(state, group, accepted);
        }
        case FORK -> {
          stack[top++] = node.other();
          stack[top++] = node.next();
        }
        case PLACE -> {
          if (holds(node.place(), state.before, wordNext, end)) {
            stack[top++] = node.next();
          }
        }
        case CHARS -> {
          if (!end && node.set().contains(example)) {
            kernel.set(node.next());
          }
        }
      }
    }
    kernel.set(automaton.start());
    State next = end ? initial : state(kernel, wordNext ? Before.WORD : Before.OTHER);
    return remember(state, group, next);
  }

  private State remember(State state, int group, State next) {
    if (cached) {
      state.next[group] = next;
    }
    return next;
  }

  private State state(BitSet nodes, Before before) {
    int[] kernel = nodes.stream().toArray();
    if (!cached) {
      return new State(kernel, before, classStarts.length + 1);
    }
    var key = new Key(key(kernel), before);
    State known = states.get(key);
    if (known != null) {
      return known;
    }
    State fresh = new State(kernel, before, classStarts.length + 1);
    if (states.size() < MOST_STATES) {
      State first = states.putIfAbsent(key, fresh);
      return first == null ? fresh : first;
    }
    return fresh;
  }

  private static String key(int[] nodes) {
    char[] chars = new char[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      chars[i] = (char) nodes[i];
    }
    return new String(chars);
  }

  private static boolean holds(Regex.Kind place, Before before, boolean wordNext, boolean end) {
    return switch (place) {
      case START -> before == Before.START;
      case END -> end;
      case BOUNDARY -> (before == Before.WORD) != wordNext;
      case NO_BOUNDARY -> (before == Before.WORD) == wordNext;
    };
  }
}

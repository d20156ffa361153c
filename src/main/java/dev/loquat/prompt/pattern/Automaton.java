package dev.loquat.prompt.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A nondeterministic automaton after Thompson: nodes of which each consumes one character of a set,
 * forks, asserts a place, or accepts.
 */
final class Automaton {
  private static final int MOST_NODES = 4_000;
  static final int ACCEPT = 0;

  /** What a node does; {@code next} and {@code other} are nodes. */
  record Node(Op op, CodePoints set, Regex.Kind place, int next, int other) {}

  /** The kinds of nodes. */
  enum Op {
    ACCEPT,
    CHARS,
    FORK,
    PLACE
  }

  private final List<Node> nodes = new ArrayList<>();
  private int start;

  /** Builds the automaton; empty where it would be too large. */
  static Optional<Automaton> build(Regex regex) {
    var automaton = new Automaton();
    automaton.add(new Node(Op.ACCEPT, CodePoints.ALL, Regex.Kind.START, 0, 0));
    automaton.start = automaton.build(regex, ACCEPT);
    return automaton.start < 0 ? Optional.empty() : Optional.of(automaton);
  }

  int start() {
    return start;
  }

  int size() {
    return nodes.size();
  }

  Node node(int index) {
    return nodes.get(index);
  }

  private int add(Node node) {
    if (nodes.size() >= MOST_NODES) {
      return -1;
    }
    nodes.add(node);
    return nodes.size() - 1;
  }

  private int fork(int next, int other) {
    return add(new Node(Op.FORK, CodePoints.ALL, Regex.Kind.START, next, other));
  }

  /** Adds the regex before {@code next}; gives its first node, or -1 if there is no more room. */
  private int build(Regex regex, int next) {
    if (next < 0) {
      return -1;
    }
    return switch (regex) {
      case Regex.Chars chars -> add(new Node(Op.CHARS, chars.set(), Regex.Kind.START, next, next));
      case Regex.Assertion assertion ->
          add(new Node(Op.PLACE, CodePoints.ALL, assertion.kind(), next, next));
      case Regex.Group group -> build(group.inner(), next);
      case Regex.Sequence sequence -> {
        int first = next;
        for (Regex part : sequence.parts().reversed()) {
          first = build(part, first);
        }
        yield first;
      }
      case Regex.Choice choice -> choice(choice, next);
      case Regex.Repeat repeat -> repeat(repeat, next);
      case Regex.Look look -> throw new IllegalArgumentException("look-around in an automaton");
      case Regex.Backreference back -> throw new IllegalArgumentException("\\" + back.group());
    };
  }

  private int choice(Regex.Choice choice, int next) {
    int first = build(choice.choices().getLast(), next);
    for (int i = choice.choices().size() - 2; i >= 0 && first >= 0; i--) {
      int one = build(choice.choices().get(i), next);
      first = one < 0 ? -1 : fork(one, first);
    }
    return first;
  }

  private int repeat(Regex.Repeat repeat, int next) {
    int first = next;
    if (repeat.most() < 0) {
      int loop = fork(next, next);
      if (loop < 0) {
        return -1;
      }
      int body = build(repeat.inner(), loop);
      nodes.set(loop, new Node(Op.FORK, CodePoints.ALL, Regex.Kind.START, body, next));
      first = body < 0 ? -1 : loop;
    } else {
      for (int i = repeat.least(); i < repeat.most() && first >= 0; i++) {
        int body = build(repeat.inner(), first);
        first = body < 0 ? -1 : fork(body, next);
      }
    }
    for (int i = 0; i < repeat.least() && first >= 0; i++) {
      first = build(repeat.inner(), first);
    }
    return first;
  }

  /** The first code points of the classes between which no node tells a difference. */
  int[] classStarts() {
    var starts = new TreeSet<Integer>();
    starts.add(0);
    addBoundaries(CodePoints.WORD, starts);
    for (Node node : nodes) {
      if (node.op() == Op.CHARS) {
        addBoundaries(node.set(), starts);
      }
    }
    int[] result = starts.stream().mapToInt(Integer::intValue).toArray();
    return Arrays.copyOf(result, result.length);
  }

  private static void addBoundaries(CodePoints set, TreeSet<Integer> starts) {
    int[] ranges = set.ranges();
    for (int i = 0; i < ranges.length; i += 2) {
      starts.add(ranges[i]);
      if (ranges[i + 1] < CodePoints.LAST) {
        starts.add(ranges[i + 1] + 1);
      }
    }
  }
}

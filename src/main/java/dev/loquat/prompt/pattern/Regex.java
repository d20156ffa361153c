package dev.loquat.prompt.pattern;

import java.util.List;

/** The syntax tree of a regular expression. */
sealed interface Regex {
  /** One character of a set. */
  record Chars(CodePoints set) implements Regex {}

  /** One after the other; of none, the empty text. */
  record Sequence(List<Regex> parts) implements Regex {}

  /** One or another. */
  record Choice(List<Regex> choices) implements Regex {}

  /** From {@code least} to {@code most} times; most is -1 where there is no end. */
  record Repeat(Regex inner, int least, int most) implements Regex {}

  /** A capturing group. */
  record Group(Regex inner) implements Regex {}

  /** A place between characters. */
  record Assertion(Kind kind) implements Regex {}

  /** The kinds of places. */
  enum Kind {
    START,
    END,
    BOUNDARY,
    NO_BOUNDARY
  }

  /** Look-around, which no automaton does. */
  record Look(Regex inner, boolean ahead, boolean negative) implements Regex {}

  /** What a group has matched before, which no automaton does. */
  record Backreference(int group) implements Regex {}
}

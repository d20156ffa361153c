package dev.loquat.prompt.pattern;

import dev.loquat.prompt.pattern.Regex.Assertion;
import dev.loquat.prompt.pattern.Regex.Chars;
import dev.loquat.prompt.pattern.Regex.Kind;
import dev.loquat.prompt.pattern.Regex.Repeat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads ECMA-262 patterns (Unicode mode; an escaped punctuation mark is taken as itself). */
final class RegexParser {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_LENGTH = 10_000;
  private static final int MAX_COUNT = 100_000;
  private static final int UNBOUNDED = -1;

  private final String source;
  private final PatternText text;
  private final EscapeParser escapes;
  private final Map<String, Integer> names = new HashMap<>();
  private int groups;
  private int mostReferred;
  private boolean regular = true;

  RegexParser(String source) {
    this.source = source;
    this.text = new PatternText(source);
    this.escapes = new EscapeParser(text);
  }

  private record Counts(int least, int most) {}

  Regex parse() throws PatternException {
    if (source.length() > MAX_LENGTH) {
      throw new PatternException("it is longer than " + MAX_LENGTH + " characters");
    }
    Regex regex = choice(0);
    if (!text.isAtEnd()) {
      throw text.wrong("unmatched ')'");
    }
    if (mostReferred > groups) {
      throw new PatternException("there is no group " + mostReferred + " to refer back to");
    }
    return regex;
  }

  /** Whether an automaton can match it. */
  boolean isRegular() {
    return regular;
  }

  private Regex choice(int depth) throws PatternException {
    if (depth > MAX_DEPTH) {
      throw text.wrong("groups nested deeper than " + MAX_DEPTH);
    }
    var choices = new ArrayList<Regex>();
    choices.add(sequence(depth));
    while (text.eat("|")) {
      choices.add(sequence(depth));
    }
    return choices.size() == 1 ? choices.getFirst() : new Regex.Choice(choices);
  }

  private Regex sequence(int depth) throws PatternException {
    var parts = new ArrayList<Regex>();
    while (!text.isAtEnd() && text.peek() != '|' && text.peek() != ')') {
      parts.add(quantified(atom(depth)));
    }
    return parts.size() == 1 ? parts.getFirst() : new Regex.Sequence(parts);
  }

  private Regex quantified(Regex atom) throws PatternException {
    int start = text.offset();
    Optional<Counts> counts = counts();
    if (counts.isEmpty()) {
      return atom;
    }
    int least = counts.get().least();
    int most = counts.get().most();
    if (most != UNBOUNDED && most < least) {
      throw new PatternException("the numbers in '" + text.since(start) + "' are reversed");
    }
    if (Math.max(least, most) > MAX_COUNT) {
      throw text.wrong("a count above " + MAX_COUNT);
    }
    if (atom instanceof Assertion || (atom instanceof Regex.Look look && !look.ahead())) {
      throw new PatternException("nothing to repeat at offset " + start);
    }
    text.eat("?");
    return new Repeat(atom, least, most);
  }

  /** How often the atom before may come; empty, and nothing is read, where that is not said. */
  private Optional<Counts> counts() {
    if (text.eat("*")) {
      return Optional.of(new Counts(0, UNBOUNDED));
    }
    if (text.eat("+")) {
      return Optional.of(new Counts(1, UNBOUNDED));
    }
    if (text.eat("?")) {
      return Optional.of(new Counts(0, 1));
    }
    int start = text.offset();
    OptionalInt least = text.eat("{") ? number() : OptionalInt.empty();
    if (least.isPresent()) {
      int most = text.eat(",") ? number().orElse(UNBOUNDED) : least.getAsInt();
      if (text.eat("}")) {
        return Optional.of(new Counts(least.getAsInt(), most));
      }
    }
    text.back(start);
    return Optional.empty();
  }

  /** A number in digits, too large ones as {@link Integer#MAX_VALUE}; empty without a digit. */
  private OptionalInt number() {
    int digit = text.digit(10);
    if (digit < 0) {
      return OptionalInt.empty();
    }
    long value = 0;
    for (; digit >= 0; digit = text.digit(10)) {
      value = Math.min(10 * value + digit, Integer.MAX_VALUE);
    }
    return OptionalInt.of((int) value);
  }

  private Regex atom(int depth) throws PatternException {
    int start = text.offset();
    if (counts().isPresent()) {
      String counted = text.since(start);
      text.back(start);
      throw text.wrong("nothing to repeat before '" + counted + "'");
    }
    int c = text.peek();
    return switch (c) {
      case '^' -> assertion(Kind.START);
      case '$' -> assertion(Kind.END);
      case '[' -> new Chars(new ClassParser(text, escapes).parse());
      case '(' -> group(depth);
      case '\\' -> escape();
      default -> {
        text.skip(c);
        yield new Chars(c == '.' ? CodePoints.LINE_ENDS.complement() : CodePoints.of(c, c));
      }
    };
  }

  private Assertion assertion(Kind kind) {
    text.read();
    return new Assertion(kind);
  }

  private Regex group(int depth) throws PatternException {
    text.read();
    Regex result;
    if (text.eat("?:")) {
      result = choice(depth + 1);
    } else if (text.eat("?=")) {
      result = look(true, false, depth);
    } else if (text.eat("?!")) {
      result = look(true, true, depth);
    } else if (text.eat("?<=")) {
      result = look(false, false, depth);
    } else if (text.eat("?<!")) {
      result = look(false, true, depth);
    } else if (text.eat("?<")) {
      String name = name();
      groups++;
      if (names.put(name, groups) != null) {
        throw text.wrong("a second group named '" + name + "'");
      }
      result = new Regex.Group(choice(depth + 1));
    } else if (text.peek() == '?') {
      throw text.wrong("unknown kind of group '(?'");
    } else {
      groups++;
      result = new Regex.Group(choice(depth + 1));
    }
    if (!text.eat(")")) {
      throw text.wrong("missing ')'");
    }
    return result;
  }

  private Regex look(boolean ahead, boolean negative, int depth) throws PatternException {
    regular = false;
    return new Regex.Look(choice(depth + 1), ahead, negative);
  }

  private String name() throws PatternException {
    int start = text.offset();
    String name = text.readTo('>').orElse("");
    if (!name.matches("[\\p{L}_$][\\p{L}\\p{N}_$]*")) {
      text.back(start);
      throw text.wrong("a group's name must be a word in angle brackets");
    }
    return name;
  }

  private Regex escape() throws PatternException {
    if (text.eat("\\b")) {
      return new Assertion(Kind.BOUNDARY);
    }
    if (text.eat("\\B")) {
      return new Assertion(Kind.NO_BOUNDARY);
    }
    if (text.eat("\\k")) {
      return backreference(named());
    }
    int start = text.offset();
    text.eat("\\");
    if (text.peek() != '0') {
      OptionalInt group = number();
      if (group.isPresent()) {
        mostReferred = Math.max(mostReferred, group.getAsInt());
        return backreference(group.getAsInt());
      }
    }
    text.back(start);
    return new Chars(escapes.set());
  }

  private Regex backreference(int group) {
    regular = false;
    return new Regex.Backreference(group);
  }

  private int named() throws PatternException {
    if (!text.eat("<")) {
      throw text.wrong("'\\k' needs a group's name in angle brackets");
    }
    String name = name();
    Integer group = names.get(name);
    if (group == null) {
      throw text.wrong("a reference to an unknown group '" + name + "'");
    }
    return group;
  }
}

package dev.loquat.prompt.pattern;

import java.util.ArrayList;
import java.util.List;

/** Reads a character class such as {@code [^a-z\d]}. */
final class ClassParser {
  private final PatternText text;
  private final EscapeParser escapes;

  ClassParser(PatternText text, EscapeParser escapes) {
    this.text = text;
    this.escapes = escapes;
  }

  CodePoints parse() throws PatternException {
    text.eat("[");
    boolean negative = text.eat("^");
    List<CodePoints> sets = new ArrayList<>();
    while (next() != ']') {
      CodePoints first = member();
      if (next() == '-') {
        text.eat("-");
        sets.add(range(first, sets));
      } else {
        sets.add(first);
      }
    }
    text.eat("]");
    CodePoints set = CodePoints.union(sets);
    return negative ? set.complement() : set;
  }

  private CodePoints range(CodePoints first, List<CodePoints> sets) throws PatternException {
    if (next() == ']') {
      sets.add(CodePoints.of('-', '-'));
      return first;
    }
    CodePoints last = member();
    int[] from = first.ranges();
    int[] to = last.ranges();
    boolean single = from.length == 2 && from[0] == from[1] && to.length == 2 && to[0] == to[1];
    if (!single || from[0] > to[0]) {
      throw text.wrong("a range in a class is reversed or has a set as its end");
    }
    return CodePoints.of(from[0], to[0]);
  }

  private CodePoints member() throws PatternException {
    int c = next();
    if (c == '\\') {
      return escapes.set();
    }
    text.skip(c);
    return CodePoints.of(c, c);
  }

  private int next() throws PatternException {
    if (text.isAtEnd()) {
      throw text.wrong("missing ']'");
    }
    return text.peek();
  }
}

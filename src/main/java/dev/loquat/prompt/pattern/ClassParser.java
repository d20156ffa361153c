package dev.loquat.prompt.pattern;

import java.util.ArrayList;
import java.util.List;

/** Reads a character class such as {@code [^a-z\d]}. */
final class ClassParser {
  private final RegexParser parser;

  ClassParser(RegexParser parser) {
    this.parser = parser;
  }

  CodePoints parse() throws PatternException {
    parser.eat("[");
    boolean negative = parser.eat("^");
    List<CodePoints> sets = new ArrayList<>();
    while (parser.next() != ']') {
      CodePoints first = member();
      if (parser.next() == '-') {
        parser.eat("-");
        sets.add(range(first, sets));
      } else {
        sets.add(first);
      }
    }
    parser.eat("]");
    CodePoints set = CodePoints.union(sets);
    return negative ? set.complement() : set;
  }

  private CodePoints range(CodePoints first, List<CodePoints> sets) throws PatternException {
    if (parser.next() == ']') {
      sets.add(CodePoints.of('-', '-'));
      return first;
    }
    CodePoints last = member();
    int[] from = first.ranges();
    int[] to = last.ranges();
    boolean single = from.length == 2 && from[0] == from[1] && to.length == 2 && to[0] == to[1];
    if (!single || from[0] > to[0]) {
      throw parser.wrong("a range in a class is reversed or has a set as its end");
    }
    return CodePoints.of(from[0], to[0]);
  }

  private CodePoints member() throws PatternException {
    int c = parser.next();
    if (c == '\\') {
      return parser.setEscape(true);
    }
    parser.skip(c);
    return CodePoints.of(c, c);
  }
}

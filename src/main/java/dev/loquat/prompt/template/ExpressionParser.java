package dev.loquat.prompt.template;

import dev.loquat.prompt.template.Expression.Anchor;
import dev.loquat.prompt.template.Expression.Call;
import dev.loquat.prompt.template.Expression.Coalesce;
import dev.loquat.prompt.template.Expression.Literal;
import dev.loquat.prompt.template.Expression.Path;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recursive-descent parser of what stands between a tag's braces. */
final class ExpressionParser {
  private static final int MAX_DEPTH = 32;
  private static final int LONGEST_NUMBER = 40;

  private final TagCursor cursor;

  ExpressionParser(String source, int from, int end) {
    this.cursor = new TagCursor(source, from, end);
  }

  int offset() {
    return cursor.offset();
  }

  /** A call, or a value. */
  Expression expression(int depth) throws UnexpectedInTag {
    Expression first = primary(depth);
    if (first instanceof Path path && isName(path) && startsValue()) {
      return call(path, depth);
    }
    return coalesce(first, depth);
  }

  /** A value: a primary, or several with {@code ??} between. */
  Expression value(int depth) throws UnexpectedInTag {
    return coalesce(primary(depth), depth);
  }

  private Expression coalesce(Expression first, int depth) throws UnexpectedInTag {
    if (!cursor.eat("??")) {
      return first;
    }
    var choices = new ArrayList<Expression>();
    choices.add(first);
    do {
      choices.add(primary(depth));
    } while (cursor.eat("??"));
    return new Coalesce(List.copyOf(choices), first.at());
  }

  private Expression call(Path name, int depth) throws UnexpectedInTag {
    var arguments = new ArrayList<Expression>();
    var options = new LinkedHashMap<String, Expression>();
    while (startsValue()) {
      if (atOption()) {
        option(options, depth);
      } else if (options.isEmpty()) {
        arguments.add(value(depth));
      } else {
        throw cursor.unexpected("another option: arguments stand before the first 'name=value'");
      }
    }
    return new Call(name.text(), List.copyOf(arguments), options, name.at());
  }

  /** The {@code name=value} pairs that follow. */
  Map<String, Expression> options() throws UnexpectedInTag {
    var options = new LinkedHashMap<String, Expression>();
    while (atOption()) {
      option(options, 0);
    }
    return options;
  }

  private void option(Map<String, Expression> options, int depth) throws UnexpectedInTag {
    int start = cursor.offset();
    String name = cursor.name();
    cursor.eat("=");
    if (options.put(name, value(depth)) != null) {
      throw new UnexpectedInTag(start, "'" + name + "' is given twice");
    }
  }

  private boolean atOption() {
    cursor.skipSpace();
    return cursor.isAtNameBefore('=');
  }

  /** {@code as |value key|}, or no names. */
  List<String> blockNames() throws UnexpectedInTag {
    cursor.skipSpace();
    var names = new ArrayList<String>();
    if (!atBlockNames()) {
      return names;
    }
    cursor.eat("as");
    cursor.eat("|");
    while (!cursor.eat("|")) {
      int start = cursor.offset();
      String name = cursor.name();
      if (names.contains(name) || names.size() == 2) {
        throw new UnexpectedInTag(start, "'as |value key|' takes two different names at most");
      }
      names.add(name);
    }
    if (names.isEmpty()) {
      throw cursor.unexpected("a name between the bars of 'as |name|'");
    }
    return names;
  }

  private boolean atBlockNames() {
    return cursor.isAtWordBefore("as", '|');
  }

  /** The name of a partial or block: like a path's name, but may hold {@code /} and {@code .}. */
  String word(String expected) throws UnexpectedInTag {
    cursor.skipSpace();
    int start = cursor.offset();
    while (cursor.isAtName() || cursor.isAt("./")) {
      cursor.next();
    }
    if (cursor.offset() == start) {
      throw cursor.unexpected(expected);
    }
    return cursor.since(start);
  }

  boolean startsValue() {
    cursor.skipSpace();
    return !atBlockNames() && (cursor.isAtName() || cursor.isAt("\"'(@.["));
  }

  boolean atEnd() {
    cursor.skipSpace();
    return cursor.isAtEnd();
  }

  void expectEnd() throws UnexpectedInTag {
    if (!atEnd()) {
      throw cursor.unexpected("the end of the tag");
    }
  }

  private Expression primary(int depth) throws UnexpectedInTag {
    cursor.skipSpace();
    int start = cursor.offset();
    if (depth > MAX_DEPTH) {
      throw new UnexpectedInTag(start, "expressions are nested deeper than " + MAX_DEPTH);
    }
    if (cursor.isAtEnd()) {
      throw cursor.unexpected("a value");
    }
    if (cursor.eatHere("(")) {
      Expression inner = expression(depth + 1);
      if (!cursor.eat(")")) {
        throw cursor.unexpected("')'");
      }
      return inner;
    }
    if (cursor.isAt("\"'")) {
      return new Literal(string(), start);
    }
    return cursor.isAt("-0123456789") ? number() : new PathParser(cursor).path();
  }

  private String string() throws UnexpectedInTag {
    int start = cursor.offset();
    char quote = cursor.next();
    var text = new StringBuilder();
    while (!cursor.isAtEnd() && cursor.current() != quote) {
      char c = cursor.next();
      if (c == '\\' && !cursor.isAtEnd()) {
        text.append(unescaped(cursor.next(), quote));
      } else {
        text.append(c);
      }
    }
    if (cursor.isAtEnd()) {
      throw new UnexpectedInTag(start, "this string has no closing " + quote);
    }
    cursor.next();
    return text.toString();
  }

  private static String unescaped(char c, char quote) {
    if (c == quote || c == '\\') {
      return String.valueOf(c);
    }
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      default -> "\\" + c;
    };
  }

  private Literal number() throws UnexpectedInTag {
    int start = cursor.offset();
    do {
      cursor.next();
    } while (cursor.isAt(".0123456789"));
    String text = cursor.since(start);
    if (text.length() > LONGEST_NUMBER
        || !text.matches("-?[0-9]+(\\.[0-9]+)?")
        || cursor.isAtName()) {
      throw new UnexpectedInTag(start, "'" + text + "' is not a number");
    }
    BigDecimal value = new BigDecimal(text);
    boolean small = value.scale() == 0 && value.precision() < 19;
    return new Literal(small ? (Object) value.longValueExact() : value, start);
  }

  private static boolean isName(Path path) {
    return path.anchor() == Anchor.NAME && path.steps().size() == 1 && !path.text().startsWith("[");
  }
}

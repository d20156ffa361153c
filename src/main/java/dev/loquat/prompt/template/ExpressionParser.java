package dev.loquat.prompt.template;

import dev.loquat.prompt.template.Expression.Anchor;
import dev.loquat.prompt.template.Expression.Call;
import dev.loquat.prompt.template.Expression.Coalesce;
import dev.loquat.prompt.template.Expression.Literal;
import dev.loquat.prompt.template.Expression.Path;
import dev.loquat.prompt.value.JsonNull;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recursive-descent parser of what stands between a tag's braces. */
final class ExpressionParser {
  private static final int MAX_DEPTH = 32;
  private static final String NOT_IN_NAMES = "!\"#%&'()*+,./;<=>?@[\\]^`{|}~";

  /** Thrown at the first error of a tag, and caught by the parser, which goes on with the next. */
  static final class Unexpected extends Exception {
    private static final long serialVersionUID = 1L;
    private final int offset;

    Unexpected(int offset, String message) {
      super(message, null, false, false);
      this.offset = offset;
    }

    int offset() {
      return offset;
    }
  }

  private final String source;
  private final int end;
  private int at;

  ExpressionParser(String source, int from, int end) {
    this.source = source;
    this.at = from;
    this.end = end;
  }

  int offset() {
    return at;
  }

  /** A call, or a value. */
  Expression expression(int depth) throws Unexpected {
    Expression first = primary(depth);
    if (first instanceof Path path && isName(path) && startsValue()) {
      return call(path, depth);
    }
    return coalesce(first, depth);
  }

  /** A value: a primary, or several with {@code ??} between. */
  Expression value(int depth) throws Unexpected {
    return coalesce(primary(depth), depth);
  }

  private Expression coalesce(Expression first, int depth) throws Unexpected {
    if (!eat("??")) {
      return first;
    }
    var choices = new ArrayList<Expression>();
    choices.add(first);
    do {
      choices.add(primary(depth));
    } while (eat("??"));
    return new Coalesce(List.copyOf(choices), first.at());
  }

  private Expression call(Path name, int depth) throws Unexpected {
    var arguments = new ArrayList<Expression>();
    var options = new LinkedHashMap<String, Expression>();
    while (startsValue()) {
      if (atOption()) {
        option(options, depth);
      } else if (options.isEmpty()) {
        arguments.add(value(depth));
      } else {
        throw unexpected("another option: arguments stand before the first 'name=value'");
      }
    }
    return new Call(name.text(), List.copyOf(arguments), options, name.at());
  }

  /** The {@code name=value} pairs that follow. */
  Map<String, Expression> options() throws Unexpected {
    var options = new LinkedHashMap<String, Expression>();
    while (atOption()) {
      option(options, 0);
    }
    return options;
  }

  private void option(Map<String, Expression> options, int depth) throws Unexpected {
    int start = at;
    String name = name();
    eat("=");
    if (options.put(name, value(depth)) != null) {
      throw new Unexpected(start, "'" + name + "' is given twice");
    }
  }

  private boolean atOption() {
    skipSpace();
    int i = at;
    while (i < end && isNameChar(source.charAt(i))) {
      i++;
    }
    int afterName = i;
    while (i < end && WhiteSpace.isSpace(source.charAt(i))) {
      i++;
    }
    return afterName > at && i < end && source.charAt(i) == '=';
  }

  /** {@code as |value key|}, or no names. */
  List<String> blockNames() throws Unexpected {
    skipSpace();
    var names = new ArrayList<String>();
    if (!source.startsWith("as", at) || !asFollows()) {
      return names;
    }
    at += 2;
    eat("|");
    while (!eat("|")) {
      int start = at;
      String name = name();
      if (names.contains(name) || names.size() == 2) {
        throw new Unexpected(start, "'as |value key|' takes two different names at most");
      }
      names.add(name);
    }
    if (names.isEmpty()) {
      throw unexpected("a name between the bars of 'as |name|'");
    }
    return names;
  }

  private boolean asFollows() {
    int i = at + 2;
    while (i < end && WhiteSpace.isSpace(source.charAt(i))) {
      i++;
    }
    return i < end && source.charAt(i) == '|';
  }

  /** The name of a partial or block: like a path's name, but may hold {@code /} and {@code .}. */
  String word(String expected) throws Unexpected {
    skipSpace();
    int start = at;
    while (at < end && (isNameChar(source.charAt(at)) || "./".indexOf(source.charAt(at)) >= 0)) {
      at++;
    }
    if (at == start) {
      throw unexpected(expected);
    }
    return source.substring(start, at);
  }

  boolean startsValue() {
    skipSpace();
    if (at >= end || (source.startsWith("as", at) && asFollows())) {
      return false;
    }
    char c = source.charAt(at);
    return isNameChar(c) || "\"'(@.[".indexOf(c) >= 0;
  }

  boolean atEnd() {
    skipSpace();
    return at >= end;
  }

  void expectEnd() throws Unexpected {
    if (!atEnd()) {
      throw unexpected("the end of the tag");
    }
  }

  private Expression primary(int depth) throws Unexpected {
    skipSpace();
    if (depth > MAX_DEPTH) {
      throw new Unexpected(at, "expressions are nested deeper than " + MAX_DEPTH);
    }
    if (at >= end) {
      throw unexpected("a value");
    }
    int start = at;
    char c = source.charAt(at);
    if (c == '(') {
      at++;
      Expression inner = expression(depth + 1);
      if (!eat(")")) {
        throw unexpected("')'");
      }
      return inner;
    }
    if (c == '"' || c == '\'') {
      return new Literal(string(c), start);
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
      return number();
    }
    return path();
  }

  private String string(char quote) throws Unexpected {
    int start = at++;
    var text = new StringBuilder();
    while (at < end && source.charAt(at) != quote) {
      boolean escaped = source.charAt(at) == '\\' && at + 1 < end;
      if (escaped) {
        at++;
        text.append(unescaped(source.charAt(at), quote));
      } else {
        text.append(source.charAt(at));
      }
      at++;
    }
    if (at >= end) {
      throw new Unexpected(start, "this string has no closing " + quote);
    }
    at++;
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

  private Literal number() throws Unexpected {
    int start = at;
    at++;
    while (at < end && (Character.isDigit(source.charAt(at)) || source.charAt(at) == '.')) {
      at++;
    }
    String text = source.substring(start, at);
    if (text.length() > 40 || !text.matches("-?[0-9]+(\\.[0-9]+)?") || nameGoesOn()) {
      throw new Unexpected(start, "'" + text + "' is not a number");
    }
    BigDecimal value = new BigDecimal(text);
    boolean small = value.scale() == 0 && value.precision() < 19;
    return new Literal(small ? (Object) value.longValueExact() : value, start);
  }

  private boolean nameGoesOn() {
    return at < end && isNameChar(source.charAt(at));
  }

  private Expression path() throws Unexpected {
    int start = at;
    Anchor anchor = Anchor.NAME;
    int up = 0;
    if (eatHere("@root")) {
      anchor = Anchor.ROOT;
    } else if (source.charAt(at) == '@') {
      at++;
      anchor = Anchor.LOOP;
    }
    while (anchor != Anchor.ROOT && eatHere("../")) {
      up++;
    }
    if (anchor == Anchor.LOOP) {
      return new Path(anchor, up, List.of(name()), source.substring(start, at), start);
    }
    if (up > 0 && !startsStep()) {
      return new Path(Anchor.THIS, up, List.of(), source.substring(start, at), start);
    }
    if (anchor == Anchor.ROOT) {
      return steps(anchor, up, new ArrayList<>(), start);
    }
    if (source.startsWith("..", at)) {
      at += 2;
      return new Path(Anchor.THIS, up + 1, List.of(), source.substring(start, at), start);
    }
    if (eatHere("./")) {
      anchor = Anchor.THIS;
    } else if (eatHere(".")) {
      return new Path(Anchor.THIS, up, List.of(), ".", start);
    }
    var steps = new ArrayList<String>();
    steps.add(step());
    return steps(anchor, up, steps, start);
  }

  private Expression steps(Anchor anchor, int up, List<String> steps, int start) throws Unexpected {
    while (at < end && (source.charAt(at) == '.' || source.charAt(at) == '/')) {
      at++;
      steps.add(step());
    }
    return named(anchor, up, steps, start);
  }

  private Expression named(Anchor anchor, int up, List<String> steps, int start) {
    String text = source.substring(start, at);
    if (anchor == Anchor.NAME && up == 0 && steps.size() == 1) {
      switch (text) {
        case "true" -> {
          return new Literal(true, start);
        }
        case "false" -> {
          return new Literal(false, start);
        }
        case "null", "undefined" -> {
          return new Literal(JsonNull.NULL, start);
        }
        default -> {}
      }
    }
    boolean self = !steps.isEmpty() && steps.getFirst().equals("this") && !text.startsWith("[");
    List<String> rest = self ? steps.subList(1, steps.size()) : steps;
    Anchor from = anchor == Anchor.ROOT ? anchor : self || up > 0 ? Anchor.THIS : anchor;
    return new Path(from, up, List.copyOf(rest), text, start);
  }

  private String step() throws Unexpected {
    if (at < end && source.charAt(at) == '[') {
      int close = source.indexOf(']', at);
      if (close < 0 || close >= end) {
        throw new Unexpected(at, "this '[' has no closing ']'");
      }
      String step = source.substring(at + 1, close);
      at = close + 1;
      return step;
    }
    return name();
  }

  private boolean startsStep() {
    return at < end && (isNameChar(source.charAt(at)) || "[.".indexOf(source.charAt(at)) >= 0);
  }

  private String name() throws Unexpected {
    skipSpaceBeforeName();
    int start = at;
    while (nameGoesOn()) {
      at++;
    }
    if (at == start) {
      throw unexpected("a name");
    }
    return source.substring(start, at);
  }

  private void skipSpaceBeforeName() {
    boolean inPath = at > 0 && "./@".indexOf(source.charAt(at - 1)) >= 0;
    if (!inPath) {
      skipSpace();
    }
  }

  private static boolean isName(Path path) {
    return path.anchor() == Anchor.NAME && path.steps().size() == 1 && !path.text().startsWith("[");
  }

  private static boolean isNameChar(char c) {
    return c > ' ' && c != '\u007f' && NOT_IN_NAMES.indexOf(c) < 0 && !WhiteSpace.isSpace(c);
  }

  private void skipSpace() {
    while (at < end && WhiteSpace.isSpace(source.charAt(at))) {
      at++;
    }
  }

  private boolean eat(String token) {
    skipSpace();
    return eatHere(token);
  }

  private boolean eatHere(String token) {
    if (at + token.length() <= end && source.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  private Unexpected unexpected(String expected) {
    skipSpace();
    String found =
        at >= end ? "the end of the tag" : "'" + Character.toString(source.codePointAt(at)) + "'";
    return new Unexpected(Math.min(at, end), "expected " + expected + ", found " + found);
  }
}

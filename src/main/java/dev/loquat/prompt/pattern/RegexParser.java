package dev.loquat.prompt.pattern;

import dev.loquat.prompt.pattern.Regex.Assertion;
import dev.loquat.prompt.pattern.Regex.Chars;
import dev.loquat.prompt.pattern.Regex.Kind;
import dev.loquat.prompt.pattern.Regex.Repeat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads ECMA-262 patterns (Unicode mode; an escaped punctuation mark is taken as itself). */
final class RegexParser {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_LENGTH = 10_000;
  private static final int MAX_COUNT = 100_000;

  private final String source;
  private final Map<String, Integer> names = new HashMap<>();
  private final List<String> namesUsed = new ArrayList<>();
  private int at;
  private int groups;
  private int mostReferred;
  private boolean regular = true;

  RegexParser(String source) {
    this.source = source;
  }

  Regex parse() throws PatternException {
    if (source.length() > MAX_LENGTH) {
      throw new PatternException("it is longer than " + MAX_LENGTH + " characters");
    }
    Regex regex = choice(0);
    if (at < source.length()) {
      throw wrong("unmatched ')'");
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
      throw wrong("groups nested deeper than " + MAX_DEPTH);
    }
    var choices = new ArrayList<Regex>();
    choices.add(sequence(depth));
    while (eat("|")) {
      choices.add(sequence(depth));
    }
    return choices.size() == 1 ? choices.getFirst() : new Regex.Choice(choices);
  }

  private Regex sequence(int depth) throws PatternException {
    var parts = new ArrayList<Regex>();
    while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
      Regex atom = atom(depth);
      parts.add(quantified(atom));
    }
    return parts.size() == 1 ? parts.getFirst() : new Regex.Sequence(parts);
  }

  private Regex quantified(Regex atom) throws PatternException {
    int start = at;
    int least;
    int most;
    if (eat("*")) {
      least = 0;
      most = -1;
    } else if (eat("+")) {
      least = 1;
      most = -1;
    } else if (eat("?")) {
      least = 0;
      most = 1;
    } else if (startsCount()) {
      at++;
      least = count();
      most = !eat(",") ? least : source.charAt(at) == '}' ? -1 : count();
      at++;
    } else {
      return atom;
    }
    if (most >= 0 && most < least) {
      throw new PatternException(
          "the numbers in '" + source.substring(start, at) + "' are reversed");
    }
    if (atom instanceof Assertion || (atom instanceof Regex.Look look && !look.ahead())) {
      throw new PatternException("nothing to repeat at offset " + start);
    }
    eat("?");
    return new Repeat(atom, least, most);
  }

  private boolean startsCount() {
    int i = at;
    if (i >= source.length() || source.charAt(i++) != '{') {
      return false;
    }
    int digits = 0;
    while (i < source.length() && isDigit(source.charAt(i))) {
      i++;
      digits++;
    }
    if (digits > 0 && i < source.length() && source.charAt(i) == ',') {
      i++;
      while (i < source.length() && isDigit(source.charAt(i))) {
        i++;
      }
    }
    return digits > 0 && i < source.length() && source.charAt(i) == '}';
  }

  private int count() throws PatternException {
    long value = 0;
    while (isDigit(source.charAt(at))) {
      value = Math.min(value * 10 + source.charAt(at++) - '0', Integer.MAX_VALUE);
    }
    if (value > MAX_COUNT) {
      throw wrong("a count above " + MAX_COUNT);
    }
    return (int) value;
  }

  private Regex atom(int depth) throws PatternException {
    int c = source.codePointAt(at);
    return switch (c) {
      case '^' -> assertion(Kind.START);
      case '$' -> assertion(Kind.END);
      case '.' -> {
        at++;
        yield new Chars(CodePoints.LINE_ENDS.complement());
      }
      case '[' -> new Chars(new ClassParser(this).parse());
      case '(' -> group(depth);
      case '\\' -> escape();
      case '*', '+', '?' -> throw wrong("nothing to repeat before '" + (char) c + "'");
      default -> {
        at += Character.charCount(c);
        yield new Chars(CodePoints.of(c, c));
      }
    };
  }

  private Assertion assertion(Kind kind) {
    at++;
    return new Assertion(kind);
  }

  private Regex group(int depth) throws PatternException {
    at++;
    Regex result;
    if (eat("?:")) {
      result = choice(depth + 1);
    } else if (eat("?=")) {
      result = look(true, false, depth);
    } else if (eat("?!")) {
      result = look(true, true, depth);
    } else if (eat("?<=")) {
      result = look(false, false, depth);
    } else if (eat("?<!")) {
      result = look(false, true, depth);
    } else if (eat("?<")) {
      String name = name();
      groups++;
      if (names.put(name, groups) != null) {
        throw wrong("a second group named '" + name + "'");
      }
      result = new Regex.Group(choice(depth + 1));
    } else if (at < source.length() && source.charAt(at) == '?') {
      throw wrong("unknown kind of group '(?'");
    } else {
      groups++;
      result = new Regex.Group(choice(depth + 1));
    }
    if (!eat(")")) {
      throw wrong("missing ')'");
    }
    return result;
  }

  private Regex look(boolean ahead, boolean negative, int depth) throws PatternException {
    regular = false;
    return new Regex.Look(choice(depth + 1), ahead, negative);
  }

  private String name() throws PatternException {
    int end = source.indexOf('>', at);
    if (end <= at || !source.substring(at, end).matches("[\\p{L}_$][\\p{L}\\p{N}_$]*")) {
      throw wrong("a group's name must be a word in angle brackets");
    }
    String name = source.substring(at, end);
    at = end + 1;
    namesUsed.add(name);
    return name;
  }

  private Regex escape() throws PatternException {
    if (at + 1 >= source.length()) {
      throw wrong("a backslash at the end");
    }
    char c = source.charAt(at + 1);
    if (c == 'b' || c == 'B') {
      at += 2;
      return new Assertion(c == 'b' ? Kind.BOUNDARY : Kind.NO_BOUNDARY);
    }
    if (c >= '1' && c <= '9') {
      at++;
      int group = count();
      mostReferred = Math.max(mostReferred, group);
      regular = false;
      return new Regex.Backreference(group);
    }
    if (c == 'k') {
      at += 2;
      if (!eat("<")) {
        throw wrong("'\\k' needs a group's name in angle brackets");
      }
      Integer group = names.get(name());
      if (group == null) {
        throw wrong("a reference to an unknown group '" + namesUsed.getLast() + "'");
      }
      regular = false;
      return new Regex.Backreference(group);
    }
    return new Chars(setEscape(false));
  }

  /** The set that an escape stands for, inside a class or outside. */
  CodePoints setEscape(boolean inClass) throws PatternException {
    if (at + 1 >= source.length()) {
      throw wrong("a backslash at the end");
    }
    at++;
    char c = source.charAt(at++);
    return switch (c) {
      case 'd' -> CodePoints.DIGITS;
      case 'D' -> CodePoints.DIGITS.complement();
      case 'w' -> CodePoints.WORD;
      case 'W' -> CodePoints.WORD.complement();
      case 's' -> CodePoints.SPACE;
      case 'S' -> CodePoints.SPACE.complement();
      case 'p' -> property();
      case 'P' -> property().complement();
      default -> {
        int one = character(c, inClass);
        yield CodePoints.of(one, one);
      }
    };
  }

  private CodePoints property() throws PatternException {
    int end = source.indexOf('}', at);
    if (!eat("{") || end < 0) {
      throw wrong("'\\p' needs a property in braces");
    }
    String name = source.substring(at, end);
    at = end + 1;
    return UnicodeProperties.find(name)
        .orElseThrow(() -> new PatternException("unknown Unicode property '" + name + "'"));
  }

  private int character(char c, boolean inClass) throws PatternException {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 0x0b;
      case 'f' -> '\f';
      case 'r' -> '\r';
      case '0' -> 0;
      case 'x' -> hex(2);
      case 'u' -> unicode();
      case 'c' -> control();
      default -> {
        if (inClass && c == 'b') {
          yield '\b';
        }
        if (Character.isLetterOrDigit(c)) {
          at -= 2;
          throw wrong("unknown escape '\\" + c + "'");
        }
        at--;
        int point = source.codePointAt(at);
        at += Character.charCount(point);
        yield point;
      }
    };
  }

  private int control() throws PatternException {
    char letter = at < source.length() ? source.charAt(at) : ' ';
    if (!(letter >= 'a' && letter <= 'z') && !(letter >= 'A' && letter <= 'Z')) {
      throw wrong("'\\c' needs a letter");
    }
    at++;
    return letter % 32;
  }

  private int unicode() throws PatternException {
    if (eat("{")) {
      int end = source.indexOf('}', at);
      String digits = end < 0 ? "" : source.substring(at, end);
      if (!digits.matches("0*[0-9a-fA-F]{1,6}") || Integer.parseInt(digits, 16) > CodePoints.LAST) {
        throw wrong("'\\u{' needs a code point in hexadecimal");
      }
      at = end + 1;
      return Integer.parseInt(digits, 16);
    }
    int first = hex(4);
    if (Character.isHighSurrogate((char) first) && source.startsWith("\\u", at)) {
      int before = at;
      at += 2;
      int second = hex(4);
      if (Character.isLowSurrogate((char) second)) {
        return Character.toCodePoint((char) first, (char) second);
      }
      at = before;
    }
    return first;
  }

  private int hex(int digits) throws PatternException {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < source.length() ? Character.digit(source.charAt(at), 16) : -1;
      if (digit < 0) {
        throw wrong("expected " + digits + " hexadecimal digits");
      }
      value = 16 * value + digit;
      at++;
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  boolean eat(String token) {
    if (source.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  int next() throws PatternException {
    if (at >= source.length()) {
      throw wrong("missing ']'");
    }
    return source.codePointAt(at);
  }

  void skip(int codePoint) {
    at += Character.charCount(codePoint);
  }

  PatternException wrong(String message) {
    return new PatternException(message + " at offset " + at);
  }
}

package dev.loquat.prompt.pattern;

import java.util.Optional;

/** Reads escapes that stand for characters, such as {@code \d} or {@code \p{L}}. */
final class EscapeParser {
  private static final int CONTROLS = 32;

  private final PatternText text;

  EscapeParser(PatternText text) {
    this.text = text;
  }

  /**
   * The set that an escape stands for; its backslash comes next. {@code \b} is the backspace, as it
   * is in a class; outside, where it is a boundary, it does not come here.
   */
  CodePoints set() throws PatternException {
    int start = text.offset();
    text.eat("\\");
    int c = text.read();
    return switch (c) {
      case -1 -> {
        text.back(start);
        throw text.wrong("a backslash at the end");
      }
      case 'd' -> CodePoints.DIGITS;
      case 'D' -> CodePoints.DIGITS.complement();
      case 'w' -> CodePoints.WORD;
      case 'W' -> CodePoints.WORD.complement();
      case 's' -> CodePoints.SPACE;
      case 'S' -> CodePoints.SPACE.complement();
      case 'p' -> property();
      case 'P' -> property().complement();
      default -> {
        int one = character(c, start);
        yield CodePoints.of(one, one);
      }
    };
  }

  private CodePoints property() throws PatternException {
    Optional<String> name = text.eat("{") ? text.readTo('}') : Optional.empty();
    if (name.isEmpty()) {
      throw text.wrong("'\\p' needs a property in braces");
    }
    return UnicodeProperties.find(name.get())
        .orElseThrow(() -> new PatternException("unknown Unicode property '" + name.get() + "'"));
  }

  private int character(int c, int start) throws PatternException {
    return switch (c) {
      case 'b' -> '\b';
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
        if (Character.isLetterOrDigit(c)) {
          throw unknown(start);
        }
        yield c;
      }
    };
  }

  private PatternException unknown(int start) {
    String escape = text.since(start);
    text.back(start);
    return text.wrong("unknown escape '" + escape + "'");
  }

  private int control() throws PatternException {
    int letter = text.peek();
    if (!(letter >= 'a' && letter <= 'z') && !(letter >= 'A' && letter <= 'Z')) {
      throw text.wrong("'\\c' needs a letter");
    }
    text.skip(letter);
    return letter % CONTROLS;
  }

  private int unicode() throws PatternException {
    if (text.eat("{")) {
      return braced();
    }
    int first = hex(4);
    int before = text.offset();
    if (Character.isHighSurrogate((char) first) && text.eat("\\u")) {
      int second = text.peek() == '{' ? 0 : hex(4);
      if (Character.isLowSurrogate((char) second)) {
        return Character.toCodePoint((char) first, (char) second);
      }
      text.back(before);
    }
    return first;
  }

  private int braced() throws PatternException {
    int start = text.offset();
    String digits = text.readTo('}').orElse("");
    if (!digits.matches("0*[0-9a-fA-F]{1,6}") || Integer.parseInt(digits, 16) > CodePoints.LAST) {
      text.back(start);
      throw text.wrong("'\\u{' needs a code point in hexadecimal");
    }
    return Integer.parseInt(digits, 16);
  }

  private int hex(int digits) throws PatternException {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = text.digit(16);
      if (digit < 0) {
        throw text.wrong("expected " + digits + " hexadecimal digits");
      }
      value = 16 * value + digit;
    }
    return value;
  }
}

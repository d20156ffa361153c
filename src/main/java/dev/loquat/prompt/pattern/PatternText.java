package dev.loquat.prompt.pattern;

import java.util.Optional;

/** A pattern's source and the place up to which it is read. */
final class PatternText {
  private static final int END = -1;
  private static final int LAST_ASCII = 0x7F;

  private final String source;
  private int at;

  PatternText(String source) {
    this.source = source;
  }

  boolean isAtEnd() {
    return at >= source.length();
  }

  /** How many UTF-16 units are read. */
  int offset() {
    return at;
  }

  /** The next code point, not read yet; -1 at the end. */
  int peek() {
    return isAtEnd() ? END : source.codePointAt(at);
  }

  /** Reads a code point; -1 at the end. */
  int read() {
    int c = peek();
    skip(c);
    return c;
  }

  /** Passes over a code point that was peeked at. */
  void skip(int codePoint) {
    at += codePoint == END ? 0 : Character.charCount(codePoint);
  }

  /** Reads a token if it comes next. */
  boolean eat(String token) {
    boolean here = source.startsWith(token, at);
    at += here ? token.length() : 0;
    return here;
  }

  /** Reads up to a mark and past it; empty, and nothing is read, where the mark does not come. */
  Optional<String> readTo(char mark) {
    int end = source.indexOf(mark, at);
    if (end < 0) {
      return Optional.empty();
    }
    String read = source.substring(at, end);
    at = end + 1;
    return Optional.of(read);
  }

  /** The value of the next code point as an ASCII digit, which is read; -1 if it is none. */
  int digit(int radix) {
    int digit = peek() > LAST_ASCII ? -1 : Character.digit(peek(), radix);
    at += digit < 0 ? 0 : 1;
    return digit;
  }

  /** What was read from an offset on. */
  String since(int offset) {
    return source.substring(offset, at);
  }

  /** Goes back to an offset. */
  void back(int offset) {
    at = offset;
  }

  PatternException wrong(String message) {
    return new PatternException(message + " at offset " + at);
  }
}

package dev.loquat.prompt.template;

/** A place in what stands between a tag's braces. */
final class TagCursor {
  private static final String NOT_IN_NAMES = "!\"#%&'()*+,./;<=>?@[\\]^`{|}~";

  private final String source;
  private final int end;
  private int at;

  TagCursor(String source, int from, int end) {
    this.source = source;
    this.at = from;
    this.end = end;
  }

  int offset() {
    return at;
  }

  boolean isAtEnd() {
    return at >= end;
  }

  /** The character here; not to be asked at the end. */
  char current() {
    return source.charAt(at);
  }

  /** The character here, which is left behind; not to be asked at the end. */
  char next() {
    return source.charAt(at++);
  }

  /** Whether the character here is one of these. */
  boolean isAt(String characters) {
    return at < end && characters.indexOf(source.charAt(at)) >= 0;
  }

  boolean isAtName() {
    return at < end && isNameChar(source.charAt(at));
  }

  String since(int start) {
    return source.substring(start, at);
  }

  void skipSpace() {
    at = spaceEnd(at);
  }

  /** Takes the token if it comes next, with white space before it or not. */
  boolean eat(String token) {
    skipSpace();
    return eatHere(token);
  }

  /** Takes the token if it stands here. */
  boolean eatHere(String token) {
    if (at + token.length() <= end && source.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  /** Whether a word stands here and then, with white space between or not, a character. */
  boolean isAtWordBefore(String word, char following) {
    return source.startsWith(word, at) && isAt(spaceEnd(at + word.length()), following);
  }

  /** Whether a name stands here and then, with white space between or not, a character. */
  boolean isAtNameBefore(char following) {
    int i = at;
    while (i < end && isNameChar(source.charAt(i))) {
      i++;
    }
    return i > at && isAt(spaceEnd(i), following);
  }

  private boolean isAt(int index, char c) {
    return index < end && source.charAt(index) == c;
  }

  private int spaceEnd(int from) {
    int i = from;
    while (i < end && WhiteSpace.isSpace(source.charAt(i))) {
      i++;
    }
    return i;
  }

  /** A name; white space before it is skipped, but not inside of a path. */
  String name() throws UnexpectedInTag {
    if (at == 0 || "./@".indexOf(source.charAt(at - 1)) < 0) {
      skipSpace();
    }
    int start = at;
    while (isAtName()) {
      at++;
    }
    if (at == start) {
      throw unexpected("a name");
    }
    return since(start);
  }

  /** What stands between the bracket here and the closing one. */
  String bracketed() throws UnexpectedInTag {
    int close = source.indexOf(']', at);
    if (close < 0 || close >= end) {
      throw new UnexpectedInTag(at, "this '[' has no closing ']'");
    }
    String inner = source.substring(at + 1, close);
    at = close + 1;
    return inner;
  }

  UnexpectedInTag unexpected(String expected) {
    skipSpace();
    String found =
        at >= end ? "the end of the tag" : "'" + Character.toString(source.codePointAt(at)) + "'";
    return new UnexpectedInTag(Math.min(at, end), "expected " + expected + ", found " + found);
  }

  private static boolean isNameChar(char c) {
    return c > ' ' && c != '\u007f' && NOT_IN_NAMES.indexOf(c) < 0 && !WhiteSpace.isSpace(c);
  }
}

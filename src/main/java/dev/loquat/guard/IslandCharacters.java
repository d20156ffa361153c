package dev.loquat.guard;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A text as ANTLR's lexer reads it, with offsets in UTF-16 units. Letters beyond ASCII look like
 * U+0001 and everything else there like U+0002: ANTLR caches its automaton for ASCII only, and
 * untrusted text must not choose the slow way. The tokens' text is the true one.
 */
final class IslandCharacters implements CharStream {
  private static final int FOREIGN_LETTER = 1;
  private static final int FOREIGN_OTHER = 2;

  private final CharSequence text;
  private int at;

  IslandCharacters(CharSequence text) {
    this.text = text;
  }

  @Override
  public void consume() {
    if (at >= text.length()) {
      throw new IllegalStateException("read past the end, at " + at);
    }
    at++;
  }

  @Override
  public int LA(int distance) {
    int index = distance > 0 ? at + distance - 1 : at + distance;
    if (distance == 0 || index < 0 || index >= text.length()) {
      return distance == 0 ? 0 : IntStream.EOF;
    }
    char c = text.charAt(index);
    if (c < 0x80) {
      return c <= FOREIGN_OTHER ? ' ' : c;
    }
    return Character.isLetter(c) || Character.isSurrogate(c) ? FOREIGN_LETTER : FOREIGN_OTHER;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {
    // The whole text is at hand: nothing to let go.
  }

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = Math.min(index, text.length());
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return UNKNOWN_SOURCE_NAME;
  }

  @Override
  public String getText(Interval interval) {
    int from = Math.min(interval.a, text.length());
    return text.subSequence(from, Math.max(from, Math.min(interval.b + 1, text.length())))
        .toString();
  }
}

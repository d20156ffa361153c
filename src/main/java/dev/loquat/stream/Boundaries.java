package dev.loquat.stream;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Where text may be cut. Sentence ends and line ends are boundaries at once; commas and colons once
 * the slice is long enough. Grapheme clusters follow Unicode's extended clusters as the JDK's
 * {@link BreakIterator} knows them.
 */
final class Boundaries {
  private static final String ENDS = "。！？；…!?;";
  private static final String PAUSES = "，、：,:";
  private static final String CLOSERS = "\"'”’»)]}）】」』》〉";
  private static final int LONGEST_MARKER = 6;

  private final BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
  private final int minLength;

  Boundaries(int minLength) {
    this.minLength = minLength;
  }

  /**
   * The end of the first slice in {@code text} that ends at a boundary at or before {@code limit},
   * 0 if there is none yet. A boundary counts once the character after it is known, since a closing
   * quote belongs to it.
   */
  int first(CharSequence text, int limit) {
    int to = Math.min(limit, text.length());
    for (int i = 0; i < to; i++) {
      int end = ends(text, i);
      if (end > limit) {
        return 0;
      }
      if (end > 0 && end < text.length() && isSafe(text, end)) {
        return end;
      }
    }
    return 0;
  }

  /** The end of the boundary whose punctuation stands at {@code i}; 0 if none stands there. */
  private int ends(CharSequence text, int i) {
    char c = text.charAt(i);
    if (c == '\n') {
      return i + 1;
    }
    boolean end = ENDS.indexOf(c) >= 0;
    boolean pause = PAUSES.indexOf(c) >= 0 && i + 1 >= minLength;
    boolean stop = c == '.';
    if (!end && !pause && !stop) {
      return 0;
    }
    int next = i + 1;
    while (next < text.length() && belongsToEnd(text.charAt(next))) {
      next++;
    }
    if (c < 0x80 && !followedByBlank(text, next)) {
      return 0;
    }
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return next;
  }

  private static boolean belongsToEnd(char c) {
    return ENDS.indexOf(c) >= 0 || CLOSERS.indexOf(c) >= 0 || c == '.';
  }

  /** ASCII punctuation ends a clause only before a blank: not in 3.14, 12:30 or e.g. a URL. */
  private static boolean followedByBlank(CharSequence text, int next) {
    return next < text.length() && Character.isWhitespace(text.charAt(next));
  }

  /**
   * The largest cut at or before {@code limit} that splits nothing, preferring a blank in the last
   * third; 0 if the first cluster or marker reaches beyond the limit.
   */
  int largest(CharSequence text, int limit) {
    int cut = Math.min(limit, text.length());
    for (int i = cut; i > cut * 2 / 3; i--) {
      if (Character.isWhitespace(text.charAt(i - 1)) && isSafe(text, i)) {
        return i;
      }
    }
    for (int i = cut; i > 0; i--) {
      if (isSafe(text, i)) {
        return i;
      }
    }
    return 0;
  }

  /** Whether a cut before {@code at} splits no pair, no cluster and no citation marker. */
  boolean isSafe(CharSequence text, int at) {
    if (at <= 0 || at > text.length()) {
      return false;
    }
    if (insideMarker(text, at)) {
      return false;
    }
    char before = text.charAt(at - 1);
    if (at == text.length()) {
      return !Character.isHighSurrogate(before) && before != '\u200D' && !oddFlag(text, at);
    }
    char after = text.charAt(at);
    if (before < 0x300 && after < 0x300) {
      return before != '\r' || after != '\n';
    }
    return isClusterBoundary(text, at);
  }

  private boolean isClusterBoundary(CharSequence text, int at) {
    // Clusters are short; a window keeps the cost flat. 64 units hold the longest in real use.
    int from = Math.max(0, at - 64);
    if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    int to = Math.min(text.length(), at + 2);
    clusters.setText(text.subSequence(from, to).toString());
    return clusters.isBoundary(at - from);
  }

  /** Regional indicators come in pairs: an odd one at the end waits for its other half. */
  private static boolean oddFlag(CharSequence text, int end) {
    int count = 0;
    int i = end;
    while (i >= 2) {
      int c = Character.codePointBefore(text, i);
      if (c < 0x1F1E6 || c > 0x1F1FF) {
        break;
      }
      count++;
      i -= 2;
    }
    return count % 2 == 1;
  }

  /** Whether {@code at} lies inside {@code [digits]}, or inside what may still become one. */
  private static boolean insideMarker(CharSequence text, int at) {
    int open = at - 1;
    while (open >= 0 && at - open <= LONGEST_MARKER && isDigit(text.charAt(open))) {
      open--;
    }
    if (open < 0 || text.charAt(open) != '[' || at - open > LONGEST_MARKER) {
      return false;
    }
    int close = at;
    while (close < text.length() && isDigit(text.charAt(close))) {
      close++;
    }
    boolean known = close < text.length();
    boolean short_ = close - open <= LONGEST_MARKER;
    boolean digits = close > open + 1;
    return short_ && (known ? digits && text.charAt(close) == ']' : true);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

package dev.loquat.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * What a text shows as code: fences and inline spans of Markdown. Offsets are the original text's.
 * An unclosed fence reaches to the end, as in CommonMark.
 */
final class CodeSpans {
  private static final int LONGEST_INLINE = 1000;

  private final List<int[]> spans = new ArrayList<>();

  CodeSpans(String text) {
    int at = 0;
    while (at < text.length()) {
      int tick = text.indexOf('`', at);
      if (tick < 0) {
        break;
      }
      int run = run(text, tick);
      boolean fence = run >= 3 && startsLine(text, tick);
      int from = tick + run;
      int to = fence ? closingFence(text, from, run) : closingSpan(text, from, run);
      if (to < 0) {
        at = from;
      } else {
        spans.add(new int[] {tick, to});
        at = to;
      }
    }
  }

  /** Whether one span holds all from start to end. */
  boolean covers(int start, int end) {
    int low = 0;
    int high = spans.size() - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      int[] span = spans.get(middle);
      if (span[1] <= start) {
        low = middle + 1;
      } else if (span[0] > start) {
        high = middle - 1;
      } else {
        return end <= span[1];
      }
    }
    return false;
  }

  private static int run(String text, int at) {
    int i = at;
    while (i < text.length() && text.charAt(i) == '`') {
      i++;
    }
    return i - at;
  }

  private static boolean startsLine(String text, int at) {
    int i = at - 1;
    while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '>')) {
      i--;
    }
    return i < 0 || text.charAt(i) == '\n' || text.charAt(i) == '\r';
  }

  private static int closingFence(String text, int from, int run) {
    int at = from;
    while ((at = text.indexOf("```", at)) >= 0) {
      int length = run(text, at);
      if (length >= run && startsLine(text, at)) {
        return at + length;
      }
      at += length;
    }
    return text.length();
  }

  /** Where an inline span ends; -1 if it does not within its paragraph. */
  private static int closingSpan(String text, int from, int run) {
    int limit = Math.min(text.length(), from + LONGEST_INLINE);
    int at = from;
    while (at < limit) {
      char c = text.charAt(at);
      if (c == '\n' && at + 1 < limit && text.charAt(at + 1) == '\n') {
        return -1;
      }
      if (c != '`') {
        at++;
        continue;
      }
      int length = run(text, at);
      if (length == run) {
        return at + length;
      }
      at += length;
    }
    return -1;
  }
}

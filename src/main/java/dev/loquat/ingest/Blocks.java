package dev.loquat.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into headings, fenced code and prose, as CommonMark's block rules see them. */
final class Blocks {
  /** A fence may stand in quotes and list items. By hand: what else CommonMark allows is prose. */
  private static final String PREFIX = "[ \\t>]*+(?:(?:[-*+]|\\d{1,9}[.)])[ \\t]++)?+";

  private static final Pattern FENCE = Pattern.compile(PREFIX + "(?:(`{3,})[^`]*|(~{3,}).*)");
  private static final Pattern QUOTES = Pattern.compile("^[ \\t>]*+");

  /** What a block is. */
  enum Kind {
    HEADING,
    CODE,
    PROSE
  }

  /**
   * A block.
   *
   * @param level 1 to 6 of a heading, else 0
   * @param title the heading's text, else empty
   */
  record Block(Kind kind, int start, int end, int level, String title) {}

  private final String text;
  private final List<Block> out = new ArrayList<>();
  private int proseStart = -1;

  private Blocks(String text) {
    this.text = text;
  }

  /** The blocks of a text, in order; blank lines between paragraphs belong to none. */
  static List<Block> of(String text) {
    Blocks blocks = new Blocks(text);
    blocks.scan();
    return blocks.out;
  }

  private void scan() {
    int at = 0;
    while (at < text.length()) {
      int end = lineEnd(at);
      String line = content(at, end);
      Matcher fence = FENCE.matcher(line);
      int level = headingLevel(line);
      if (line.isBlank()) {
        closeProse(at);
      } else if (fence.matches()) {
        closeProse(at);
        int close = closingFence(end, fence.group(1) == null ? fence.group(2) : fence.group(1));
        out.add(new Block(Kind.CODE, at, close, 0, ""));
        end = close;
      } else if (level > 0) {
        closeProse(at);
        out.add(new Block(Kind.HEADING, at, end, level, headingText(line)));
      } else if (proseStart < 0) {
        proseStart = at;
      }
      at = end;
    }
    closeProse(text.length());
  }

  /** 1 to 6 for an ATX heading, else 0. By hand: a pattern would backtrack over long lines. */
  private static int headingLevel(String line) {
    int from = 0;
    while (from < line.length() && from < 3 && line.charAt(from) == ' ') {
      from++;
    }
    int to = from;
    while (to < line.length() && line.charAt(to) == '#') {
      to++;
    }
    boolean ends = to == line.length() || line.charAt(to) == ' ' || line.charAt(to) == '\t';
    return ends && to - from <= 6 ? to - from : 0;
  }

  private static String headingText(String line) {
    String text = line.strip();
    int from = 0;
    while (from < text.length() && text.charAt(from) == '#') {
      from++;
    }
    int to = text.length();
    while (to > from && text.charAt(to - 1) == '#') {
      to--;
    }
    return text.substring(from, to).strip();
  }

  private void closeProse(int end) {
    if (proseStart >= 0) {
      out.add(new Block(Kind.PROSE, proseStart, end, 0, ""));
      proseStart = -1;
    }
  }

  /** The end of the block that a fence opens: behind its closing line, or the text's end. */
  private int closingFence(int from, String opening) {
    int at = from;
    while (at < text.length()) {
      int end = lineEnd(at);
      String line = QUOTES.matcher(content(at, end)).replaceFirst("").strip();
      if (line.length() >= opening.length() && line.chars().allMatch(c -> c == opening.charAt(0))) {
        return end;
      }
      at = end;
    }
    return text.length();
  }

  private int lineEnd(int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
  }

  private String content(int start, int end) {
    int stop = end;
    while (stop > start && (text.charAt(stop - 1) == '\n' || text.charAt(stop - 1) == '\r')) {
      stop--;
    }
    return text.substring(start, stop);
  }
}

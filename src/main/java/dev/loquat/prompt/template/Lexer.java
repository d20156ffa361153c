package dev.loquat.prompt.template;

import dev.loquat.prompt.template.Segment.Kind;
import dev.loquat.prompt.template.Segment.Tag;
import dev.loquat.prompt.template.Segment.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into text and tags, in one pass. {@code \{{} is a literal pair of braces, {@code
 * \\{{} a backslash before a tag.
 */
final class Lexer {
  private static final String RAW_END = "{{{{/raw}}}}";

  private final String source;
  private final Problems problems;
  private final List<Segment> segments = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int textStart;
  private int at;

  Lexer(String source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  List<Segment> segments() {
    while (at < source.length()) {
      int open = source.indexOf("{{", at);
      if (open < 0) {
        append(at, source.length());
        at = source.length();
      } else if (isEscaped(open)) {
        append(at, open - 1);
        append(open, open + 2);
        at = open + 2;
      } else {
        boolean halved = open >= at + 2 && source.startsWith("\\\\", open - 2);
        append(at, halved ? open - 1 : open);
        endText();
        tag(open);
      }
    }
    endText();
    return segments;
  }

  private boolean isEscaped(int open) {
    boolean one = open > at && source.charAt(open - 1) == '\\';
    boolean two = open > at + 1 && source.charAt(open - 2) == '\\';
    return one && !two;
  }

  private void append(int from, int to) {
    if (text.isEmpty()) {
      textStart = from;
    }
    text.append(source, from, to);
  }

  private void endText() {
    if (!text.isEmpty()) {
      segments.add(new Text(text.toString(), textStart));
      text.setLength(0);
    }
  }

  private void tag(int open) {
    if (source.startsWith("{{{{", open)) {
      rawBlock(open);
      return;
    }
    boolean trim = at(open + 2) == '~';
    int mark = open + (trim ? 3 : 2);
    if (at(mark) == '!') {
      comment(open, mark, trim);
    } else if (at(mark) == '{') {
      close(Kind.OUTPUT, open, mark + 1, trim, "}}}");
    } else {
      plainTag(open, mark, trim);
    }
  }

  private void plainTag(int open, int mark, boolean trim) {
    switch (at(mark)) {
      case '#' -> close(Kind.OPEN, open, mark + 1, trim, "}}");
      case '/' -> close(Kind.CLOSE, open, mark + 1, trim, "}}");
      case '>' -> close(Kind.PARTIAL, open, mark + 1, trim, "}}");
      case '^' -> close(Kind.ELSE, open, mark + 1, trim, "}}");
      case '&' -> close(Kind.OUTPUT, open, mark + 1, trim, "}}");
      default -> close(isElse(mark) ? Kind.ELSE : Kind.OUTPUT, open, mark, trim, "}}");
    }
  }

  private boolean isElse(int mark) {
    int word = mark;
    while (Character.isWhitespace(at(word))) {
      word++;
    }
    char after = at(word + 4);
    return source.startsWith("else", word)
        && (after == '}' || after == '~' || Character.isWhitespace(after));
  }

  /** Finds the end of the tag, looking over strings, and adds it. */
  private void close(Kind kind, int open, int inner, boolean trim, String closing) {
    int end = inner;
    char quote = 0;
    while (end < source.length()) {
      char c = source.charAt(end);
      if (quote != 0) {
        if (c == '\\') {
          end++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (source.startsWith(closing, end)) {
        addTag(kind, open, inner, end, end + closing.length(), trim);
        return;
      } else if (source.startsWith("{{", end)) {
        break;
      }
      end++;
    }
    unclosed(open, closing, quote != 0 && end >= source.length());
  }

  private void addTag(Kind kind, int open, int inner, int innerEnd, int end, boolean trim) {
    boolean trimAfter = innerEnd > inner && source.charAt(innerEnd - 1) == '~';
    int last = trimAfter ? innerEnd - 1 : innerEnd;
    segments.add(new Tag(kind, open, inner, last, end, trim, trimAfter));
    at = end;
  }

  private void unclosed(int open, String closing, boolean inString) {
    String why = inString ? ": a string in it has no closing quote" : "";
    problems.add(open, 2, "this tag is not closed, '" + closing + "' is missing" + why);
    at = open + 2;
  }

  private void comment(int open, int mark, boolean trim) {
    boolean dashes = source.startsWith("!--", mark);
    String closing = dashes ? "--" : "}}";
    int end = dashes ? endOfDashes(mark + 3) : source.indexOf("}}", mark);
    if (end < 0) {
      String missing = dashes ? "--}}" : "}}";
      problems.add(open, 3, "this comment is not closed, '" + missing + "' is missing");
      at = source.length();
      return;
    }
    int braces = source.indexOf("}}", end + (dashes ? closing.length() : 0));
    boolean trimAfter = source.charAt(braces - 1) == '~';
    segments.add(new Tag(Kind.COMMENT, open, mark, end, braces + 2, trim, trimAfter));
    at = braces + 2;
  }

  private int endOfDashes(int from) {
    int plain = source.indexOf("--}}", from);
    int trimmed = source.indexOf("--~}}", from);
    return plain < 0 || (trimmed >= 0 && trimmed < plain) ? trimmed : plain;
  }

  private void rawBlock(int open) {
    int end = source.indexOf("}}}}", open + 4);
    String name = end < 0 ? "" : source.substring(open + 4, end).strip();
    if (!name.equals("raw")) {
      problems.add(
          open, 4, "'{{{{' opens a raw block: expected '{{{{raw}}}}', found '" + name + "'");
      at = end < 0 ? source.length() : end + 4;
      return;
    }
    int body = end + 4;
    int close = source.indexOf(RAW_END, body);
    if (close < 0) {
      problems.add(open, 11, "this raw block is not closed, '" + RAW_END + "' is missing");
      at = source.length();
      return;
    }
    int after = close + RAW_END.length();
    segments.add(new Tag(Kind.RAW_OPEN, open, open + 4, end, body, false, false));
    if (close > body) {
      segments.add(new Text(source.substring(body, close), body));
    }
    segments.add(new Tag(Kind.RAW_CLOSE, close, close + 5, after - 4, after, false, false));
    at = after;
  }

  private char at(int index) {
    return index < source.length() ? source.charAt(index) : '\0';
  }
}

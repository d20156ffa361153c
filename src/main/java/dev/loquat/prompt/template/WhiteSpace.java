package dev.loquat.prompt.template;

import dev.loquat.prompt.template.Segment.Tag;
import dev.loquat.prompt.template.Segment.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * White space around tags: {@code ~} drops all of it on its side; a block tag, partial or comment
 * that is alone on its line takes the line with it (as in Handlebars and Mustache).
 */
final class WhiteSpace {
  private final List<Segment> segments;
  private final Map<Integer, String> indents = new HashMap<>();

  WhiteSpace(List<Segment> segments) {
    this.segments = segments;
  }

  /** The same segments with the white space taken out; empty texts are left out. */
  List<Segment> stripped() {
    var result = new ArrayList<Segment>(segments.size());
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment instanceof Text text) {
        String rest = strip(text.text(), i);
        if (!rest.isEmpty()) {
          result.add(new Text(rest, text.start()));
        }
      } else {
        result.add(segment);
      }
    }
    return result;
  }

  /** The white space before a partial that is alone on its line, else the empty string. */
  String indentOf(Tag tag) {
    return indents.getOrDefault(tag.start(), "");
  }

  private String strip(String text, int index) {
    String rest = text;
    if (index > 0 && segments.get(index - 1) instanceof Tag before) {
      rest = before.trimAfter() ? dropLeading(rest) : isAlone(index - 1) ? dropLine(rest) : rest;
    }
    if (index + 1 < segments.size() && segments.get(index + 1) instanceof Tag after) {
      rest =
          after.trimBefore()
              ? dropTrailing(rest)
              : isAlone(index + 1) ? withoutIndent(rest, after) : rest;
    }
    return rest;
  }

  private String withoutIndent(String text, Tag tag) {
    int end = endOfContent(text);
    indents.put(tag.start(), text.substring(end));
    return text.substring(0, end);
  }

  /** Whether the tag at the index is the only thing on its line. */
  private boolean isAlone(int index) {
    return ((Tag) segments.get(index)).kind().mayStandAlone && startsLine(index) && endsLine(index);
  }

  private boolean startsLine(int index) {
    if (index == 0) {
      return true;
    }
    if (!(segments.get(index - 1) instanceof Text before)) {
      return false;
    }
    String text = before.text();
    int i = text.length();
    while (i > 0 && text.charAt(i - 1) != '\n' && isSpace(text.charAt(i - 1))) {
      i--;
    }
    return i > 0 ? text.charAt(i - 1) == '\n' : index == 1;
  }

  private boolean endsLine(int index) {
    if (index + 1 == segments.size()) {
      return true;
    }
    if (!(segments.get(index + 1) instanceof Text after)) {
      return false;
    }
    String text = after.text();
    int i = 0;
    while (i < text.length() && text.charAt(i) != '\n' && isSpace(text.charAt(i))) {
      i++;
    }
    return i < text.length() ? text.charAt(i) == '\n' : index + 2 == segments.size();
  }

  private static String dropLine(String text) {
    int i = 0;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    if (text.startsWith("\r\n", i)) {
      return text.substring(i + 2);
    }
    return text.substring(text.startsWith("\n", i) ? i + 1 : i);
  }

  private static int endOfContent(String text) {
    int i = text.length();
    while (i > 0 && (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t')) {
      i--;
    }
    return i;
  }

  private static String dropLeading(String text) {
    int i = 0;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return text.substring(i);
  }

  private static String dropTrailing(String text) {
    int i = text.length();
    while (i > 0 && isSpace(text.charAt(i - 1))) {
      i--;
    }
    return text.substring(0, i);
  }

  /** White space as ECMAScript's {@code \s} has it. */
  static boolean isSpace(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || c == '\u00a0'
        || c == '\ufeff'
        || (c > '\u1000' && (Character.isSpaceChar(c)));
  }
}

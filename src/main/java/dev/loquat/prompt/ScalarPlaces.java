package dev.loquat.prompt;

import dev.loquat.prompt.YamlNode.Scalar;
import dev.loquat.prompt.YamlNode.Style;

/** Finds where in the YAML source a character of a scalar's text stands. */
final class ScalarPlaces {
  private ScalarPlaces() {}

  /** The offset in the source of the text's character at {@code index}. */
  static int offset(PromptSource source, Scalar scalar, int index) {
    if (scalar.style() == Style.LITERAL) {
      return literal(source, scalar, index);
    }
    int start = source.offset(scalar.place());
    boolean block = scalar.style() == Style.FOLDED;
    int from = block ? source.lineStart(scalar.place().line() + 1) : start;
    return walk(source.text(), from, scalar, index);
  }

  /** In a literal block each line of the text is a line of the source, indented. */
  private static int literal(PromptSource source, Scalar scalar, int index) {
    String text = scalar.text();
    int lines = 0;
    int lineStart = 0;
    for (int i = 0; i < Math.min(index, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        lines++;
        lineStart = i + 1;
      }
    }
    int first = scalar.place().line() + 1;
    int line = Math.min(first + lines, source.lineCount() - 1);
    int column = index - lineStart + indent(source, text, first);
    return source.lineStart(line) + Math.min(column, source.line(line).length());
  }

  /** How far the block is indented: seen at its first line that is not empty. */
  private static int indent(PromptSource source, String text, int first) {
    int line = 0;
    for (String content : text.split("\n", -1)) {
      if (!content.isBlank() && first + line < source.lineCount()) {
        return Math.max(0, source.line(first + line).length() - content.stripTrailing().length());
      }
      line++;
    }
    return 0;
  }

  /** Goes through text and source side by side: folds, quotes and escapes differ. */
  private static int walk(String source, int from, Scalar scalar, int index) {
    String text = scalar.text();
    boolean quoted = from < source.length() && "\"'".indexOf(source.charAt(from)) >= 0;
    char quote = quoted && scalar.style() == Style.QUOTED ? source.charAt(from) : 0;
    int at = quote == 0 ? from : from + 1;
    for (int i = 0; i < Math.min(index, text.length()); i++) {
      char c = text.charAt(i);
      if (quote == '"' && startsEscape(source, at)) {
        at += escapeLength(source, at);
      } else if (Character.isWhitespace(c)) {
        boolean runEnds = i + 1 == text.length() || !Character.isWhitespace(text.charAt(i + 1));
        at = runEnds ? afterSpace(source, at) : at;
      } else {
        at = afterSpace(source, at);
        at += quote == '\'' && c == '\'' ? 2 : 1;
      }
    }
    return Math.min(at, source.length());
  }

  private static boolean startsEscape(String source, int at) {
    return at + 1 < source.length()
        && source.charAt(at) == '\\'
        && source.charAt(at + 1) != '\n'
        && source.charAt(at + 1) != '\r';
  }

  private static int escapeLength(String source, int at) {
    return switch (source.charAt(at + 1)) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  private static int afterSpace(String source, int from) {
    int at = from;
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    return at;
  }
}

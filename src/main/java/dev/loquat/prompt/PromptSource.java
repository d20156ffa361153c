package dev.loquat.prompt;

import dev.loquat.prompt.YamlNode.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The text of a prompt, its lines, and what is wrong in it. */
final class PromptSource {
  private static final int MOST_PROBLEMS = 100;
  private static final int WIDEST = 400;

  private final String name;
  private final String text;
  private final int[] lines;
  private final List<Problem> problems = new ArrayList<>();

  PromptSource(String name, String text) {
    this.name = name;
    this.text = text;
    this.lines = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    var starts = new ArrayList<Integer>();
    starts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean newLine = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (newLine) {
        starts.add(i + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  String text() {
    return text;
  }

  /** The offset of a place in UTF-16 units. */
  int offset(Place place) {
    if (place.line() >= lines.length) {
      return text.length();
    }
    int start = lines[place.line()];
    int end = place.line() + 1 < lines.length ? lines[place.line() + 1] : text.length();
    int points = Math.min(place.column(), text.codePointCount(start, end));
    return text.offsetByCodePoints(start, points);
  }

  int lineStart(int line) {
    return line < lines.length ? lines[line] : text.length();
  }

  int lineCount() {
    return lines.length;
  }

  /** Line {@code number} (from 0) without its end. */
  String line(int number) {
    int start = lines[number];
    int end = number + 1 < lines.length ? lines[number + 1] : text.length();
    return text.substring(start, end).stripTrailing();
  }

  void problem(Place place, String message) {
    problem(offset(place), message);
  }

  void problem(int offset, String message) {
    if (problems.size() >= MOST_PROBLEMS) {
      return;
    }
    int line = 0;
    while (line + 1 < lines.length && lines[line + 1] <= offset) {
      line++;
    }
    int column = Math.min(offset, text.length()) - lines[line] + 1;
    var problem = new Problem(line + 1, column, message, excerpt(line, column));
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  private String excerpt(int line, int column) {
    String shown = line(line);
    int before = column - 1;
    if (shown.length() > WIDEST) {
      int from = Math.clamp(before - WIDEST / 2, 0, shown.length() - WIDEST);
      before -= from;
      shown = shown.substring(from, from + WIDEST);
    }
    var caret = new StringBuilder();
    for (int i = 0; i < before; i++) {
      char c = i < shown.length() ? shown.charAt(i) : ' ';
      caret.append(c == '\t' ? '\t' : isWide(c) ? '\u3000' : ' ');
    }
    return shown + "\n" + caret + "^";
  }

  /** East Asian characters take two cells, as does the ideographic space put below them. */
  private static boolean isWide(char c) {
    return (c >= '\u1100' && c <= '\u115f')
        || (c >= '\u2e80' && c <= '\ua4cf')
        || (c >= '\uac00' && c <= '\ud7a3')
        || (c >= '\uf900' && c <= '\ufaff')
        || (c >= '\ufe30' && c <= '\ufe4f')
        || (c >= '\uff00' && c <= '\uff60');
  }

  boolean isSound() {
    return problems.isEmpty();
  }

  void throwIfWrong() throws PromptSyntaxException {
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      throw new PromptSyntaxException(name, problems);
    }
  }
}

package dev.loquat.extract;

import dev.loquat.extract.ExtractException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CSV as RFC 4180 has it, with commas, semicolons or tabs. The first row names the columns; each
 * other row becomes a line {@code name: value; name: value}, so that a passage of rows can be
 * understood without the file's first line.
 */
final class Csv {
  private static final String SEPARATORS = ",;\t";

  private final String text;
  private final char separator;
  private final Budget budget;
  private int at;

  private Csv(String text, Budget budget) {
    this.text = text;
    this.separator = separator(text);
    this.budget = budget;
  }

  static Extracted read(byte[] bytes, Budget budget) {
    Csv csv = new Csv(PlainText.decode(bytes), budget);
    List<String> header = csv.row();
    boolean rows = false;
    while (csv.at < csv.text.length()) {
      csv.write(header, csv.row());
      rows = true;
    }
    if (!rows) {
      budget.append(String.join("; ", header));
    }
    return new Extracted(Format.CSV, Optional.empty(), budget.text());
  }

  /** The separator of which the first line has most. */
  private static char separator(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    char best = ',';
    long most = 0;
    for (char candidate : SEPARATORS.toCharArray()) {
      long count = line.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  private List<String> row() {
    budget.checkTime();
    List<String> out = new ArrayList<>();
    out.add(field());
    while (at < text.length() && text.charAt(at) == separator) {
      at++;
      out.add(field());
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    return out;
  }

  private String field() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (at < text.length() && text.charAt(at) != separator && !isLineEnd(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    int start = at++;
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        out.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        out.append('"');
        at++;
      } else {
        return out + field(); // what stands behind a closing quote belongs to it
      }
    }
    long line = text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    throw new ExtractException(
        Reason.BROKEN, "is broken CSV: the quote in line " + line + " is never closed");
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private void write(List<String> header, List<String> row) {
    for (int i = 0; i < row.size(); i++) {
      String value = row.get(i).strip().replaceAll("\\s+", " ");
      if (value.isEmpty()) {
        continue;
      }
      budget.append(budget.atLineStart() ? "" : "; ");
      if (i < header.size() && !header.get(i).isBlank()) {
        budget.append(header.get(i).strip().replaceAll("\\s+", " ")).append(": ");
      }
      budget.append(value);
    }
    budget.endLine();
  }
}

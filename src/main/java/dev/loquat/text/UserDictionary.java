package dev.loquat.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Dictionaries as text: a word a line, then its weight (1 if left out) and its tag, with spaces or
 * tabs between them. Empty lines and lines that are {@code #} or begin with {@code "# "} are left
 * out. A weight is a number of 0 or more, or {@code inf}.
 */
public final class UserDictionary {
  /** The longest line, in UTF-16 units. */
  public static final int LONGEST_LINE = 256;

  /** So many faults are told of one dictionary. */
  private static final int MOST_FAULTS = 20;

  private final String name;
  private final int most;
  private final List<UserWord> words = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  private UserDictionary(String name, int most) {
    this.name = name;
    this.most = most;
  }

  /**
   * The words of a dictionary.
   *
   * @param name what faults call it, such as its file
   * @param most so many words are taken
   * @throws DictionaryException naming every line at fault
   */
  public static List<UserWord> read(String name, String content, int most)
      throws DictionaryException {
    UserDictionary dictionary = new UserDictionary(name, most);
    int at = content.startsWith("\uFEFF") ? 1 : 0;
    for (int number = 1; at < content.length() && !dictionary.isHopeless(); number++) {
      int end = content.indexOf('\n', at);
      end = end < 0 ? content.length() : end;
      dictionary.line(number, content.substring(at, end));
      at = end + 1;
    }
    if (!dictionary.faults.isEmpty()) {
      throw new DictionaryException(dictionary.faults);
    }
    return List.copyOf(dictionary.words);
  }

  /** Words as {@link #read} reads them, in order of their text. */
  public static String write(Collection<UserWord> words) {
    StringBuilder out = new StringBuilder();
    words.stream()
        .sorted((a, b) -> a.text().compareTo(b.text()))
        .forEach(
            w -> {
              out.append(w.text()).append('\t').append(weight(w.weight()));
              out.append(w.tag().isEmpty() ? "" : "\t" + w.tag()).append('\n');
            });
    return out.toString();
  }

  private static String weight(double weight) {
    return Double.isInfinite(weight) ? "inf" : String.valueOf(weight);
  }

  private boolean isHopeless() {
    return faults.size() >= MOST_FAULTS || words.size() > most;
  }

  private void line(int number, String raw) {
    String line = raw.strip();
    if (line.isEmpty() || line.equals("#") || line.startsWith("# ") || line.startsWith("#\t")) {
      return;
    }
    if (line.length() > LONGEST_LINE) {
      fault(number, "the line has %d characters, more than %d", line.length(), LONGEST_LINE);
      return;
    }
    String[] fields = line.split("[ \t]+");
    if (fields.length > 3) {
      fault(number, "expected word, weight and tag, found %d fields", fields.length);
      return;
    }
    Optional<Double> weight = fields.length > 1 ? weight(fields[1]) : Optional.of(1.0);
    if (weight.isEmpty()) {
      fault(number, "the weight %s is neither a number of 0 or more nor inf", fields[1]);
      return;
    }
    Integer before = lines.putIfAbsent(fields[0], number);
    if (before != null) {
      fault(number, "%s stands on line %d already", fields[0], before);
      return;
    }
    try {
      words.add(new UserWord(fields[0], weight.get(), fields.length > 2 ? fields[2] : ""));
    } catch (IllegalArgumentException e) {
      fault(number, "%s", String.valueOf(e.getMessage()));
    }
    if (words.size() > most) {
      fault(number, "there are more than %d words", most);
    }
  }

  private void fault(int number, String message, Object... values) {
    faults.add(name + ":" + number + ": " + message.formatted(values));
  }

  private static Optional<Double> weight(String field) {
    String lower = field.toLowerCase(Locale.ROOT);
    if (lower.equals("inf") || lower.equals("infinity") || lower.equals("∞")) {
      return Optional.of(Double.POSITIVE_INFINITY);
    }
    if (!lower.matches("[0-9]{1,18}(?:\\.[0-9]{1,18})?(?:e-?[0-9]{1,3})?")) {
      return Optional.empty();
    }
    return Optional.of(Double.parseDouble(lower));
  }
}

package dev.loquat.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the text form of a policy: one directive a line, fields separated by tabs. */
final class PolicyReader {
  private static final int DEFAULT_GAP = 2;
  private static final int MAX_GAP = 100;

  private final Set<String> allowed = new HashSet<>();
  private final Set<String> dangerous = new HashSet<>();
  private final Map<String, Integer> terms = new LinkedHashMap<>();
  private final List<Terms.Phrase> phrases = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private String version = "";
  private double threshold = 0.5;
  private Optional<Double> model = Optional.empty();
  private int line;

  Policy read(String text) {
    for (String row : text.split("\\R", -1)) {
      line++;
      if (!row.isBlank() && !row.startsWith("#")) {
        directive(row.split("\t", -1));
      }
    }
    if (version.isEmpty()) {
      throw new PolicyException(0, "states no version");
    }
    return new Policy(
        version,
        threshold,
        allowed,
        dangerous,
        new Rules(rules, Terms.of(phrases), terms.size()),
        model.map(least -> new Policy.Model(InjectionModel.standard(), least)));
  }

  private void directive(String[] fields) {
    switch (fields[0]) {
      case "version" -> version = field(fields, 1).strip();
      case "threshold" -> threshold = share(fields);
      case "model" -> model = Optional.of(share(fields));
      case "allow" -> allowed.add(field(fields, 1).strip());
      case "danger" -> dangerous.addAll(Arrays.asList(field(fields, 1).strip().split("\\s+")));
      case "term" -> term(field(fields, 1).strip(), field(fields, 2));
      case "rule" -> rule(fields);
      default -> throw new PolicyException(line, "unknown directive " + fields[0]);
    }
  }

  private String field(String[] fields, int index) {
    if (index >= fields.length || fields[index].isBlank()) {
      throw new PolicyException(line, fields[0] + " lacks field " + index);
    }
    return fields[index];
  }

  private double share(String[] fields) {
    String value = field(fields, 1);
    try {
      double number = Double.parseDouble(value.strip());
      if (number > 0 && number <= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new PolicyException(line, fields[0] + " is no number: " + value);
    }
    throw new PolicyException(line, fields[0] + " must be above 0 and at most 1: " + value);
  }

  /** Phrases of one term may stand on several lines. */
  private void term(String name, String list) {
    int id = terms.computeIfAbsent(name, key -> terms.size());
    for (String escaped : list.split("(?<!\\\\)\\|", -1)) {
      String item = escaped.replace("\\|", "|");
      boolean open = item.endsWith("*");
      String phrase = Folding.fold(open ? item.substring(0, item.length() - 1) : item);
      if (phrase.isEmpty()) {
        throw new PolicyException(line, "empty phrase in term " + name);
      }
      phrases.add(new Terms.Phrase(phrase, id, open));
    }
  }

  private void rule(String[] fields) {
    List<Integer> steps = new ArrayList<>();
    List<Integer> gaps = new ArrayList<>();
    int gap = DEFAULT_GAP;
    for (String part : field(fields, 4).strip().split("\\s+")) {
      if (part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        gap = part.length() > 3 ? MAX_GAP : Math.min(MAX_GAP, Integer.parseInt(part));
        continue;
      }
      Integer term = terms.get(part);
      if (term == null) {
        throw new PolicyException(line, "unknown term " + part);
      }
      if (!steps.isEmpty()) {
        gaps.add(gap);
      }
      steps.add(term);
      gap = DEFAULT_GAP;
    }
    if (steps.isEmpty()) {
      throw new PolicyException(line, "rule without terms");
    }
    rules.add(
        new Rule(
            field(fields, 1).strip(),
            constant(Kind.class, field(fields, 2)),
            constant(Severity.class, field(fields, 3)),
            List.copyOf(steps),
            List.copyOf(gaps)));
  }

  private <E extends Enum<E>> E constant(Class<E> type, String name) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw new PolicyException(line, "unknown " + type.getSimpleName() + " " + name);
  }
}

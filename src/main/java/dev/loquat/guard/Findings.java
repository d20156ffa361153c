package dev.loquat.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the findings of one scan, up to a limit, each rule once at each place. */
final class Findings {
  private static final int LIMIT = 100;

  private final String original;
  private final List<Finding> list = new ArrayList<>();

  Findings(String original) {
    this.original = original;
  }

  boolean isFull() {
    return list.size() >= LIMIT;
  }

  int room() {
    return LIMIT - list.size();
  }

  void add(String rule, Kind kind, Severity severity, int start, int end, Optional<String> name) {
    boolean known =
        list.stream().anyMatch(f -> f.rule().equals(rule) && f.start() < end && start < f.end());
    if (!known && !isFull()) {
      String text = original.substring(start, end);
      list.add(new Finding(rule, kind, severity, start, end, text, name));
    }
  }

  List<Finding> sorted() {
    return list.stream()
        .sorted(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end))
        .toList();
  }
}

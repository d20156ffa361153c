package dev.loquat.score;

import java.util.HashMap;
import java.util.Map;

/** Numbers for the units of one call, so that texts are compared as arrays of ints. */
final class Vocabulary {
  private final Map<String, Integer> numbers = new HashMap<>();

  int number(String unit) {
    return numbers.computeIfAbsent(unit, u -> numbers.size());
  }

  int size() {
    return numbers.size();
  }
}

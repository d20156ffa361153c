package dev.loquat.wire;

import java.util.ArrayList;
import java.util.List;

/** The faults of one request, gathered until it has been read. */
final class Faults {
  /** A request may hold a million faults; nobody reads more than this many. */
  private static final int MOST = 100;

  private final List<Violation> violations = new ArrayList<>();
  private boolean tooLarge;

  void add(String pointer, String message) {
    if (violations.size() < MOST) {
      violations.add(Violation.at(pointer, message));
    }
  }

  void tooLarge(String pointer, String message) {
    tooLarge = true;
    add(pointer, message);
  }

  boolean has(String pointer) {
    return violations.stream()
        .anyMatch(fault -> fault.pointer().filter(pointer::equals).isPresent());
  }

  void raise() {
    if (!violations.isEmpty()) {
      throw new ProblemException(
          Problem.of(tooLarge ? Problem.Kind.TOO_LARGE : Problem.Kind.INVALID, violations));
    }
  }
}

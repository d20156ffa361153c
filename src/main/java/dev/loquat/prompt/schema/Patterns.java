package dev.loquat.prompt.schema;

import dev.loquat.prompt.pattern.LinearPattern;
import dev.loquat.prompt.pattern.PatternException;
import java.util.Optional;

/** Compiles the patterns of schemas. */
final class Patterns {
  private Patterns() {}

  /** The pattern, or empty, with a problem noted, where the source is none. */
  static Optional<LinearPattern> compile(String source, String pointer, Problems problems) {
    try {
      return Optional.of(LinearPattern.compile(source));
    } catch (PatternException e) {
      problems.add(pointer, "'" + source + "' is not a regular expression: " + e.getMessage());
      return Optional.empty();
    }
  }
}

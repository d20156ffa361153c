package dev.loquat.prompt;

import java.util.ArrayList;
import java.util.List;

/** A YAML node with its place in the source. */
sealed interface YamlNode {
  /** Where it starts. */
  Place place();

  /** Zero-based line and code point column, as the YAML parser counts. */
  record Place(int line, int column) {}

  /**
   * A scalar; {@code plain} ones may be numbers, booleans and null, {@code block} ones begin below.
   */
  record Scalar(String text, Style style, Place place, Place end) implements YamlNode {}

  /** How a scalar is written. */
  enum Style {
    PLAIN,
    QUOTED,
    LITERAL,
    FOLDED
  }

  /** A sequence. */
  record Sequence(List<YamlNode> items, Place place) implements YamlNode {
    Sequence(Place place) {
      this(new ArrayList<>(), place);
    }
  }

  /** A mapping, whose keys are scalars. */
  record Mapping(List<Entry> entries, Place place) implements YamlNode {
    Mapping(Place place) {
      this(new ArrayList<>(), place);
    }
  }

  /** A key and its value. */
  record Entry(Scalar key, YamlNode value) {}
}

package dev.loquat.prompt.value;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known before rendering about the values at some place of the data; templates are checked
 * against it.
 */
public interface Shape {
  /** The kinds of JSON values. */
  enum Kind {
    STRING("a string"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    NULL("null"),
    ARRAY("an array"),
    OBJECT("an object");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The kind with its article, for messages. */
    public String label() {
      return label;
    }
  }

  /** Nothing is known. */
  Shape ANY = new Shape() {};

  /** The kinds that a value here may have. */
  default Set<Kind> kinds() {
    return EnumSet.allOf(Kind.class);
  }

  /** The shape of an object's property; empty if there can be none of that name. */
  default Optional<Shape> property(String name) {
    return Optional.of(ANY);
  }

  /** The names of the declared properties, for suggestions. */
  default Set<String> names() {
    return Set.of();
  }

  /** The shape of an array's items. */
  default Shape items() {
    return ANY;
  }

  /** The only values possible, where the data is an enumeration; else empty. */
  default List<Object> values() {
    return List.of();
  }

  /** A shape of which only the kinds are known. */
  static Shape of(Set<Kind> kinds) {
    return new Shape() {
      @Override
      public Set<Kind> kinds() {
        return kinds;
      }
    };
  }
}

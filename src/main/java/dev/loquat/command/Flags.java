package dev.loquat.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of a command: {@code --name value}, each at most once. */
final class Flags {
  private final Map<String, String> values = new LinkedHashMap<>();

  private Flags() {}

  /**
   * Reads options.
   *
   * @throws IllegalArgumentException for one that is not known, is given twice, or has no value
   */
  static Flags read(String[] arguments, String... known) {
    Flags flags = new Flags();
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i];
      if (!Arrays.asList(known).contains(name)) {
        throw new IllegalArgumentException(
            "unknown option '" + name + "'; there are " + String.join(", ", List.of(known)));
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      if (flags.values.put(name, arguments[i + 1]) != null) {
        throw new IllegalArgumentException(name + " is given twice");
      }
    }
    return flags;
  }

  String needed(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  String optional(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  double number(String name, double otherwise) {
    String value = values.get(name);
    try {
      return value == null ? otherwise : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, not '" + value + "'", e);
    }
  }
}

package dev.loquat.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Checks single values; what is wrong with one is noted at its place, and nothing given back. */
record Scalars(Faults faults) {
  private static final int LONGEST_SHOWN = 40;

  Optional<String> string(JsonNode value, String place) {
    if (!value.isTextual()) {
      faults.add(place, "must be a string, not " + kindOf(value));
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  Optional<String> text(JsonNode value, String place, int min, int max) {
    Optional<String> string = string(value, place);
    if (string.isEmpty()) {
      return string;
    }
    String text = string.get();
    if (text.length() > max) {
      faults.tooLarge(place, "must have at most " + max + " characters, not " + text.length());
      return Optional.empty();
    }
    if (text.length() < min) {
      faults.add(
          place, min == 1 ? "must not be empty" : "must have at least " + min + " characters");
      return Optional.empty();
    }
    FreeText.faultOf(text).ifPresent(message -> faults.add(place, message));
    return string;
  }

  Optional<String> choice(JsonNode value, String place, List<String> allowed) {
    String chosen = value.isTextual() ? value.textValue().toLowerCase(Locale.ROOT) : "";
    if (!allowed.contains(chosen)) {
      faults.add(place, "must be one of " + String.join(", ", allowed) + ", not " + shown(value));
      return Optional.empty();
    }
    return Optional.of(chosen);
  }

  OptionalInt integer(JsonNode value, String place, int min, int max) {
    if (!value.isNumber() || !isWhole(value)) {
      faults.add(place, "must be an integer, not " + shown(value));
      return OptionalInt.empty();
    }
    if (!value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
      faults.add(place, "must be between " + min + " and " + max);
      return OptionalInt.empty();
    }
    return OptionalInt.of(value.intValue());
  }

  OptionalDouble number(JsonNode value, String place, double min, double max) {
    if (!value.isNumber()) {
      faults.add(place, "must be a number, not " + shown(value));
      return OptionalDouble.empty();
    }
    double number = value.doubleValue();
    if (!(number >= min && number <= max)) {
      faults.add(place, "must be between " + plain(min) + " and " + plain(max));
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(number);
  }

  Optional<Boolean> flag(JsonNode value, String place) {
    if (!value.isBoolean()) {
      faults.add(place, "must be true or false, not " + shown(value));
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }

  private static boolean isWhole(JsonNode number) {
    return number.isIntegralNumber() || number.decimalValue().stripTrailingZeros().scale() <= 0;
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  private static String shown(JsonNode value) {
    String json = value.toString();
    return json.length() > LONGEST_SHOWN ? kindOf(value) : json;
  }

  static String kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT, POJO -> "an object";
      case BOOLEAN -> "a boolean";
      case NUMBER -> "a number";
      case STRING, BINARY -> "a string";
      case NULL -> "null";
      case MISSING -> "missing";
    };
  }
}

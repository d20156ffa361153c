package dev.loquat.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * What no text of a request may hold: unpaired surrogates, which are no Unicode, and NUL, which no
 * database stores.
 */
final class FreeText {
  private FreeText() {}

  static Optional<String> faultOf(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return Optional.of("has a NUL character at offset " + i);
      }
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return Optional.of("has an unpaired surrogate at offset " + i);
        }
        i++;
      }
    }
    return Optional.empty();
  }

  /** Notes the faults of all names and texts in a value of the caller's own making. */
  static void check(JsonNode value, String place, Faults faults) {
    if (value.isTextual()) {
      faultOf(value.textValue()).ifPresent(message -> faults.add(place, message));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(value.get(i), place + "/" + i, faults);
      }
    } else if (value.isObject()) {
      for (Iterator<Map.Entry<String, JsonNode>> it = value.fields(); it.hasNext(); ) {
        Map.Entry<String, JsonNode> field = it.next();
        String inside = place + "/" + Fields.escaped(field.getKey());
        faultOf(field.getKey())
            .ifPresent(message -> faults.add(place, "has a name that " + message));
        check(field.getValue(), inside, faults);
      }
    }
  }
}

package dev.loquat.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A document as its owner knows it.
 *
 * @param id unique in its collection
 * @param text the whole text; offsets of passages point into it, in UTF-16 units
 * @param url where people read it
 * @param metadata JSON values: String, Number, Boolean, List, Map
 */
public record Document(
    String id, String title, String text, Optional<String> url, Map<String, Object> metadata) {
  public Document {
    Map<String, Object> known = new LinkedHashMap<>(metadata);
    known.values().removeIf(Objects::isNull); // a JSON null says no more than an absent field
    metadata = Collections.unmodifiableMap(known);
  }
}

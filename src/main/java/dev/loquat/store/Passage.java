package dev.loquat.store;

import java.util.Map;
import java.util.Optional;

/**
 * A part of a document that can be retrieved and cited.
 *
 * @param key the store's own number of it, as in {@link Hit}
 * @param id {@code document#ordinal}
 * @param document the document's id
 * @param text the document's text from {@code start} to {@code end}
 * @param start first UTF-16 unit in the document's text
 * @param end one behind the last
 * @param url the document's URL
 * @param metadata the document's metadata
 */
public record Passage(
    long key,
    String id,
    String document,
    String title,
    String text,
    int start,
    int end,
    Optional<String> url,
    Map<String, Object> metadata) {}

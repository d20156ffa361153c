package dev.loquat.store;

import java.util.List;
import java.util.Optional;

/**
 * A document ready to be written.
 *
 * @param hash of its content and of all that made its passages: equal hash, equal index
 * @param source the sync source it belongs to
 */
public record IndexedDocument(
    Document document, String hash, Optional<String> source, List<IndexedPassage> passages) {}

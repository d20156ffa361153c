package dev.loquat.store;

import java.util.Optional;

/**
 * What a store remembers of a document it holds.
 *
 * @param hash {@link IndexedDocument#hash} of the version that is stored
 */
public record StoredDocument(String hash, Optional<String> source) {}

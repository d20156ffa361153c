package dev.loquat.store;

import java.util.Optional;

/**
 * A document in the ledger of its source.
 *
 * @param hash {@link IndexedDocument#hash} of the version that is stored
 * @param revision what the source called that version: a checksum, an ETag
 */
public record SourceEntry(String id, String hash, Optional<String> revision) {}

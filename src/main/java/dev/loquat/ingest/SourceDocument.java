package dev.loquat.ingest;

import dev.loquat.store.Document;
import java.util.Optional;

/**
 * A document as its source hands it over.
 *
 * @param revision what the source calls this version: a checksum, an ETag
 * @param formerly the id it had at its source before; kept passages make a renamed document cheap
 */
public record SourceDocument(
    Document document, Optional<String> revision, Optional<String> formerly) {

  /** A document of which the source says nothing more. */
  public static SourceDocument of(Document document) {
    return new SourceDocument(document, Optional.empty(), Optional.empty());
  }
}

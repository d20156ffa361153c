package dev.loquat.ingest;

import java.util.List;

/**
 * What became of the documents of one call.
 *
 * @param removed only by a sync
 * @param chunks passages written
 * @param failed documents that were not taken, and why; all others are in the index
 */
public record IngestReport(
    int added, int updated, int unchanged, int removed, int chunks, List<Failure> failed) {

  /** A document that was not taken. */
  public record Failure(String id, String detail) {}
}

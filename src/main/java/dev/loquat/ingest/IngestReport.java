package dev.loquat.ingest;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of the documents of one call.
 *
 * @param renamed documents that have another id now, their passages kept
 * @param removed only by a sync
 * @param chunks passages written
 * @param failed documents that were not taken, and why; all others are in the index
 */
public record IngestReport(
    int added,
    int updated,
    int unchanged,
    int renamed,
    int removed,
    int chunks,
    List<Failure> failed) {

  /** Nothing was done. */
  public static final IngestReport NOTHING = new IngestReport(0, 0, 0, 0, 0, 0, List.of());

  /** Both together. */
  public IngestReport plus(IngestReport other) {
    return new IngestReport(
        added + other.added,
        updated + other.updated,
        unchanged + other.unchanged,
        renamed + other.renamed,
        removed + other.removed,
        chunks + other.chunks,
        Stream.concat(failed.stream(), other.failed.stream()).toList());
  }

  /** A document that was not taken. */
  public record Failure(String id, String detail) {}
}

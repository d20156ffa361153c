package dev.loquat.store;

import dev.loquat.rank.FusionChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A collection and what it was built with.
 *
 * @param analyzer version of the analyzer
 * @param models number of passage vectors by embedding model
 * @param fusion the tuned setting, if any
 * @param evidence why it is that
 * @param hnsw settings of its vector indexes, where there can be some
 * @param embedding its models, where they can be changed
 * @param ranges fields of metadata whose ranges an index answers
 */
public record CollectionInfo(
    String name,
    String analyzer,
    Map<String, Long> models,
    long documents,
    long passages,
    Optional<FusionChoice> fusion,
    Optional<TuningEvidence> evidence,
    Optional<Hnsw> hnsw,
    Optional<Embedding> embedding,
    List<String> ranges) {

  /** A collection without vector indexes, never tuned. */
  public CollectionInfo(
      String name, String analyzer, Map<String, Long> models, long documents, long passages) {
    this(
        name,
        analyzer,
        models,
        documents,
        passages,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}

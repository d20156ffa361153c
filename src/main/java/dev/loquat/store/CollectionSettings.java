package dev.loquat.store;

import dev.loquat.rank.FusionChoice;
import java.util.List;
import java.util.Optional;

/**
 * Settings to change of a collection; what is absent stays as it is.
 *
 * @param fusion for queries that name none
 * @param embedding models that shall embed the passages: one, or one for each language
 * @param ranges fields of metadata whose ranges an index shall answer; all others are compared one
 *     by one
 */
public record CollectionSettings(
    Optional<Hnsw> hnsw,
    Optional<FusionChoice> fusion,
    Optional<List<String>> embedding,
    Optional<List<String>> ranges) {

  /** Other parameters of vector indexes. */
  public static CollectionSettings of(Hnsw hnsw) {
    return new CollectionSettings(
        Optional.of(hnsw), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Another fusion. */
  public static CollectionSettings of(FusionChoice fusion) {
    return new CollectionSettings(
        Optional.empty(), Optional.of(fusion), Optional.empty(), Optional.empty());
  }

  /** Other embedding models. */
  public static CollectionSettings ofModels(List<String> embedding) {
    return new CollectionSettings(
        Optional.empty(), Optional.empty(), Optional.of(embedding), Optional.empty());
  }

  /** Other fields whose ranges an index answers. */
  public static CollectionSettings ofRanges(List<String> ranges) {
    return new CollectionSettings(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(ranges));
  }
}

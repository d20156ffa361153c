package dev.loquat.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches passages. Safe from any thread. */
public interface PassageStore extends AutoCloseable {

  /** All collections by name. */
  List<CollectionInfo> collections();

  /**
   * One collection.
   *
   * @throws UnknownCollectionException if there is none of that name
   */
  CollectionInfo collection(String name);

  /**
   * The best passages by exact BM25 over the whole collection's statistics, best first.
   *
   * @param terms analysed query terms; one that occurs twice counts twice
   * @param k at most so many
   * @param filter only passages whose metadata match
   */
  KeywordMatches match(String collection, List<String> terms, int k, Filter filter);

  /** The hits of {@link #match}. */
  default List<Hit> keywords(String collection, List<String> terms, int k, Filter filter) {
    return match(collection, terms, k, filter).hits();
  }

  /**
   * The passages nearest by cosine similarity, best first; only those embedded by {@code model}.
   *
   * @param query of unit length
   */
  List<Hit> nearest(String collection, String model, float[] query, int k, Filter filter);

  /**
   * The cosine similarity of given passages; those that {@code model} did not embed are absent.
   *
   * @param query of unit length
   */
  Map<Long, Double> similarities(
      String collection, String model, float[] query, List<Long> passages);

  /** The BM25 of given passages, term by term; passages that have none of the terms are absent. */
  Map<Long, List<TermScore>> explain(String collection, List<String> terms, List<Long> passages);

  /** Passages by {@link Hit#passage}, in that order; those deleted meanwhile are left out. */
  List<Passage> passages(String collection, List<Long> keys);

  /** A whole document. */
  Optional<Document> document(String collection, String id);

  /**
   * Ids of documents in order of their code points.
   *
   * @param after only ids behind this one; empty for all
   */
  List<String> documentIds(String collection, String after, int limit);

  @Override
  void close();
}

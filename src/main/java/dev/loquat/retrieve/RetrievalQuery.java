package dev.loquat.retrieve;

import dev.loquat.rank.FusionChoice;
import dev.loquat.store.Filter;
import java.util.Optional;

/**
 * A question to a collection.
 *
 * @param k number of passages wanted, 1 to {@value #MAX_K}
 * @param fusion empty: the collection's own setting
 * @param explain add each passage's BM25 terms
 */
public record RetrievalQuery(
    String query,
    String collection,
    int k,
    Optional<FusionChoice> fusion,
    Filter filter,
    boolean explain) {

  /** The most passages one query may ask for. */
  public static final int MAX_K = 1000;

  public RetrievalQuery {
    if (k < 1 || k > MAX_K) {
      throw new IllegalArgumentException("k must be between 1 and " + MAX_K + ", not " + k);
    }
  }

  /** A query with the collection's own fusion, no filter and no explanation. */
  public static RetrievalQuery of(String query, String collection, int k) {
    return new RetrievalQuery(query, collection, k, Optional.empty(), Filter.NONE, false);
  }
}

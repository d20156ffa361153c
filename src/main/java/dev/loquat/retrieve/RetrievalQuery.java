package dev.loquat.retrieve;

import dev.loquat.rank.FusionChoice;
import dev.loquat.store.Filter;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A question to a collection.
 *
 * @param k number of passages wanted, 1 to {@value #MAX_K}
 * @param fusion empty: the collection's own setting
 * @param explain add each passage's BM25 terms
 * @param mmr weight of the score against likeness to better passages, 0 to 1; empty: score alone
 */
public record RetrievalQuery(
    String query,
    String collection,
    int k,
    Optional<FusionChoice> fusion,
    Filter filter,
    boolean explain,
    OptionalDouble mmr) {

  /** The most passages one query may ask for. */
  public static final int MAX_K = 1000;

  public RetrievalQuery {
    if (k < 1 || k > MAX_K) {
      throw new IllegalArgumentException("k must be between 1 and " + MAX_K + ", not " + k);
    }
    if (mmr.isPresent() && !(mmr.getAsDouble() >= 0 && mmr.getAsDouble() <= 1)) {
      throw new IllegalArgumentException("mmr must be between 0 and 1, not " + mmr.getAsDouble());
    }
  }

  /** A query that orders by score alone. */
  public RetrievalQuery(
      String query,
      String collection,
      int k,
      Optional<FusionChoice> fusion,
      Filter filter,
      boolean explain) {
    this(query, collection, k, fusion, filter, explain, OptionalDouble.empty());
  }

  /** A query with the collection's own fusion, no filter and no explanation. */
  public static RetrievalQuery of(String query, String collection, int k) {
    return new RetrievalQuery(query, collection, k, Optional.empty(), Filter.NONE, false);
  }
}

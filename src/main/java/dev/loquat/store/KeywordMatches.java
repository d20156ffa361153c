package dev.loquat.store;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the keyword path found, and in which state of the collection.
 *
 * @param hits the best passages, best first
 * @param explained the BM25 of given passages in that state, term by term, whatever a filter says;
 *     passages that have none of the terms are absent. Asks no database.
 */
public record KeywordMatches(
    List<Hit> hits, Function<List<Long>, Map<Long, List<TermScore>>> explained) {

  /** Of a query that was not asked. */
  public static final KeywordMatches NONE = new KeywordMatches(List.of(), passages -> Map.of());

  public KeywordMatches {
    hits = List.copyOf(hits);
  }
}

package dev.loquat.store;

import dev.loquat.rank.Bm25;
import dev.loquat.rank.TermHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct terms of a query, in order of their first occurrence.
 *
 * @param terms the terms
 * @param weights how often each occurs
 */
public record QueryTerms(List<String> terms, int[] weights) {

  /** The terms of a query, repetitions included. */
  public static QueryTerms of(List<String> occurrences) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String term : occurrences) {
      counts.put(term, counts.getOrDefault(term, 0) + 1);
    }
    int[] weights = new int[counts.size()];
    int n = 0;
    for (int count : counts.values()) {
      weights[n++] = count;
    }
    return new QueryTerms(List.copyOf(counts.keySet()), weights);
  }

  /** Keys of the terms in the index, in order. */
  public long[] hashes() {
    long[] hashes = new long[terms.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = TermHash.of(terms.get(i));
    }
    return hashes;
  }

  /** Names the parts of a score; terms that the passage lacks are left out. */
  public List<TermScore> name(List<Bm25.Part> parts) {
    List<TermScore> out = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Bm25.Part part = parts.get(i);
      if (part.tf() > 0) {
        out.add(new TermScore(terms.get(i), part.idf(), part.tf(), part.length(), part.score()));
      }
    }
    return out;
  }
}

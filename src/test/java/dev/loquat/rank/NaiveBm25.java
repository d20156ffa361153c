package dev.loquat.rank;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** BM25 as the textbook has it, over lists of terms: what every index must agree with. */
public final class NaiveBm25 {

  private NaiveBm25() {}

  /** The score of every document that has one of the query's terms. */
  public static <K> Map<K, Double> scores(Map<K, List<String>> documents, List<String> query) {
    double average = documents.values().stream().mapToInt(List::size).average().orElse(0);
    Map<K, Double> out = new LinkedHashMap<>();
    for (String term : query) {
      long df = documents.values().stream().filter(d -> d.contains(term)).count();
      double idf = Math.log(1 + (documents.size() - df + 0.5) / (df + 0.5));
      documents.forEach(
          (key, terms) -> {
            if (new HashSet<>(terms).contains(term)) {
              double tf = terms.stream().filter(term::equals).count();
              double norm = 1.5 * (1 - 0.75 + 0.75 * terms.size() / average);
              out.merge(key, idf * tf * 2.5 / (tf + norm), Double::sum);
            }
          });
    }
    return out;
  }
}

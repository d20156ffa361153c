package dev.loquat.embed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of the queries of one model that were asked last, since people ask the same again and a
 * vector takes longer than the search. At most {@value #MOST}, and none of a query of more than
 * {@value #LONGEST} characters. Safe from any thread.
 */
final class RecentQueries {
  static final int MOST = 1_000;
  static final int LONGEST = 256;

  private final Map<String, float[]> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
          return size() > MOST;
        }
      };

  /** The vector of a query; what {@code embed} throws is thrown and not remembered. */
  float[] vector(String query, Function<String, float[]> embed) {
    float[] known = get(query);
    if (known == null) {
      known = embed.apply(query);
      if (query.length() <= LONGEST) {
        put(query, known);
      }
    }
    return known.clone();
  }

  private synchronized float @Nullable [] get(String query) {
    return recent.get(query);
  }

  private synchronized void put(String query, float[] vector) {
    recent.put(query, vector);
  }
}

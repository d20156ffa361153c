package dev.loquat.retrieve;

import dev.loquat.rank.FusionChoice;
import java.util.List;

/**
 * An answer of the retriever.
 *
 * @param passages best first
 * @param fusion what was used
 * @param degraded the paths, {@code bm25} or {@code vector}, that failed or were late
 */
public record Retrieval(
    List<RetrievedPassage> passages, FusionChoice fusion, Timings timings, List<String> degraded) {

  /** Milliseconds a step took; the two paths run at the same time. */
  public record Timings(
      double tokenizeMs, double bm25Ms, double embedMs, double vectorMs, double fuseMs) {}
}

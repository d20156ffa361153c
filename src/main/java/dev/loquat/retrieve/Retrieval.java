package dev.loquat.retrieve;

import dev.loquat.rank.FusionChoice;
import java.util.List;

/**
 * An answer of the retriever.
 *
 * @param passages best first
 * @param fusion what was used
 * @param degraded the paths that failed or were late
 */
public record Retrieval(
    List<RetrievedPassage> passages,
    FusionChoice fusion,
    Timings timings,
    List<Degraded> degraded) {

  /**
   * A path that gave nothing.
   *
   * @param path {@code bm25} or {@code vector}
   * @param cause why, for the log
   */
  public record Degraded(String path, Throwable cause) {}

  /** Milliseconds a step took; the two paths run at the same time. */
  public record Timings(
      double tokenizeMs, double bm25Ms, double embedMs, double vectorMs, double fuseMs) {}
}

package dev.loquat.rank;

import java.util.ArrayList;
import java.util.List;

/**
 * Exact BM25 with k1 = 1.5, b = 0.75 and Lucene's idf {@code ln(1 + (N - df + 0.5) / (df + 0.5))}:
 * the score of a passage is the sum over query terms of {@code idf tf (k1+1) / (tf + k1 (1 - b + b
 * length/average))}. Statistics count what is not deleted, whether a filter allows it or not.
 */
public final class Bm25 {

  private Bm25() {}

  /**
   * A document that was found; the best is the first in order, equal ones by segment and document.
   *
   * @param segment index in the list of segments that was searched
   */
  public record Found(int segment, int doc, double score) implements Comparable<Found> {
    @Override
    public int compareTo(Found other) {
      int byScore = Double.compare(other.score, score);
      int bySegment = byScore != 0 ? byScore : Integer.compare(segment, other.segment);
      return bySegment != 0 ? bySegment : Integer.compare(doc, other.doc);
    }
  }

  /** One term's part of a document's score. */
  public record Part(double idf, int tf, int length, double score) {}

  /** The weight of a term that {@code df} of {@code n} documents have. */
  public static double idf(long n, long df) {
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }

  /**
   * The best documents, best first.
   *
   * @param weights how often the query has each term
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static List<Found> search(List<SegmentPostings> segments, int[] weights, int k) {
    Statistics statistics = Statistics.of(segments, weights.length);
    TopK top = new TopK(k);
    double[] termWeights = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      termWeights[i] = weights[i] * statistics.idf(i);
    }
    Norms norms = new Norms(statistics.averageLength());
    RangeSearch search = new RangeSearch(norms, termWeights, top);
    search.run(segments);
    search.close();
    return top.ranked();
  }

  /** The parts of one document's score, in the order of the terms; a tf of 0 where it lacks one. */
  public static List<Part> explain(
      List<SegmentPostings> segments, int[] weights, int segment, int doc) {
    return explainer(segments, weights).explain(segment, doc);
  }

  /** Explains many documents of the same search. */
  public static Explainer explainer(List<SegmentPostings> segments, int[] weights) {
    return new Explainer(segments, weights, Statistics.of(segments, weights.length));
  }

  /** The parts of scores of one search. */
  public static final class Explainer {
    private final List<SegmentPostings> segments;
    private final int[] weights;
    private final Statistics statistics;
    private final Norms norms;

    private Explainer(List<SegmentPostings> segments, int[] weights, Statistics statistics) {
      this.segments = segments;
      this.weights = weights;
      this.statistics = statistics;
      this.norms = new Norms(statistics.averageLength());
    }

    /** The parts of one document's score, in the order of the terms. */
    public List<Part> explain(int segment, int doc) {
      SegmentPostings postings = segments.get(segment);
      int length = postings.lengths().of(doc);
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < weights.length; i++) {
        int tf = postings.lists().get(i).frequency(doc);
        double idf = statistics.idf(i);
        double score = tf == 0 ? 0 : weights[i] * idf * norms.saturation(tf, length);
        parts.add(new Part(idf, tf, length, score));
      }
      return parts;
    }
  }

  private record Statistics(long docs, double averageLength, long[] df) {
    static Statistics of(List<SegmentPostings> segments, int terms) {
      long docs = 0;
      long total = 0;
      long[] df = new long[terms];
      for (SegmentPostings segment : segments) {
        docs += segment.lengths().docs() - segment.deleted().size();
        total += segment.liveLength();
        for (int i = 0; i < terms; i++) {
          PostingList list = segment.lists().get(i);
          df[i] += list.count() - list.countIn(segment.deleted());
        }
      }
      return new Statistics(docs, docs == 0 ? 0 : (double) total / docs, df);
    }

    double idf(int term) {
      return Bm25.idf(docs, df[term]);
    }
  }
}

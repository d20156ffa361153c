package dev.loquat.rank;

import java.util.Arrays;

/**
 * {@value Container#DOCS} documents of a segment, with the query's terms that some of them have.
 *
 * @param number of the segment
 * @param base the first of the documents
 * @param lists by rising bound
 * @param below the bounds of all lists before each, and of all
 */
record Range(int number, SegmentPostings segment, int base, TermList[] lists, double[] below)
    implements Comparable<Range> {

  /**
   * One term in the range.
   *
   * @param weight of the term, times k1 + 1
   * @param bound no document has a higher score for it
   */
  record TermList(Container container, double weight, double bound)
      implements Comparable<TermList> {

    @Override
    public int compareTo(TermList other) {
      return Double.compare(bound, other.bound);
    }

    double score(int tf, double norm) {
      return weight * tf / (tf + norm);
    }
  }

  /**
   * Looks for the terms.
   *
   * @param weights of the terms
   * @param rounding to multiply bounds with
   */
  static Range of(
      int number,
      SegmentPostings segment,
      int base,
      double[] weights,
      Norms norms,
      double rounding) {
    TermList[] found = new TermList[weights.length];
    int n = 0;
    for (int i = 0; i < weights.length; i++) {
      Container container = segment.lists().get(i).container(base >>> Container.SHIFT);
      if (container != null) {
        double bound = weights[i] * container.bound(norms) * rounding;
        found[n++] = new TermList(container, weights[i] * (Norms.K1 + 1), bound);
      }
    }
    TermList[] lists = Arrays.copyOf(found, n);
    Arrays.sort(lists);
    double[] below = new double[n + 1];
    for (int i = 0; i < n; i++) {
      below[i + 1] = below[i] + lists[i].bound();
    }
    return new Range(number, segment, base, lists, below);
  }

  /** The higher bound first. */
  @Override
  public int compareTo(Range other) {
    return Double.compare(other.bound(), bound());
  }

  /** No document has a higher score. */
  double bound() {
    return below[lists.length];
  }

  /** How many lists, from the last down, have documents that can reach a score without the rest. */
  int essential(double score) {
    int list = lists.length;
    while (list > 0 && below[list] >= score) {
      list--;
    }
    return lists.length - list;
  }

  /** Whether every document may be found. */
  boolean allLive() {
    return segment.deleted().isEmpty() && segment.allowed().isEmpty();
  }

  /** Whether a document may be found, by its number in the range. */
  boolean live(int local) {
    int doc = base + local;
    return !segment.deleted().contains(doc)
        && (segment.allowed().isEmpty() || segment.allowed().get().contains(doc));
  }
}

package dev.loquat.rank;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Two segments of random posting lists, and the scores that follow from them. */
final class LargeCorpus {
  private static final int MOST_DOCS = 40_000;

  final List<SegmentPostings> segments = new ArrayList<>();
  private final List<int[]> lengths = new ArrayList<>();
  private final List<int[][]> frequencies = new ArrayList<>();

  LargeCorpus(Random random, int terms, boolean filtered) {
    double[] density = random.doubles(terms).map(d -> Math.pow(d, 6)).toArray();
    for (int s = 0; s < 2; s++) {
      int docs = 1 + random.nextInt(MOST_DOCS);
      int[] length = random.ints(docs, 1, 3000).toArray();
      int[][] tfs = new int[terms][docs];
      List<PostingList> lists = new ArrayList<>();
      for (int term = 0; term < terms; term++) {
        for (int doc = 0; doc < docs; doc++) {
          if (random.nextDouble() < density[term]) {
            tfs[term][doc] = 1 + (int) (1 / (random.nextDouble() + 1e-3) - 0.9);
          }
        }
        lists.add(list(tfs[term], length));
      }
      lengths.add(length);
      frequencies.add(tfs);
      segments.add(
          new SegmentPostings(
              DocLengths.of(length),
              some(random, docs / 20),
              filtered ? Optional.of(some(random, docs)) : Optional.empty(),
              lists));
    }
  }

  private static DocSet some(Random random, int n) {
    return n == 0 ? DocSet.EMPTY : DocSet.of(random.ints(n, 0, n).toArray());
  }

  private static PostingList list(int[] tfs, int[] lengths) {
    int[] docs = new int[tfs.length];
    int[] packed = new int[tfs.length];
    int n = 0;
    for (int doc = 0; doc < tfs.length; doc++) {
      if (tfs[doc] > 0) {
        docs[n] = doc;
        packed[n++] = tfs[doc];
      }
    }
    return PostingList.decode(PostingList.encode(docs, packed, n, lengths), 0);
  }

  /** Of every document that may be found and has a term, highest first. */
  List<Double> scores(int[] weights) {
    long docs = 0;
    double total = 0;
    long[] df = new long[weights.length];
    for (int s = 0; s < segments.size(); s++) {
      for (int doc = 0; doc < lengths.get(s).length; doc++) {
        if (!segments.get(s).deleted().contains(doc)) {
          docs++;
          total += lengths.get(s)[doc];
          for (int term = 0; term < weights.length; term++) {
            df[term] += frequencies.get(s)[term][doc] > 0 ? 1 : 0;
          }
        }
      }
    }
    List<Double> out = new ArrayList<>();
    for (int s = 0; s < segments.size(); s++) {
      Optional<DocSet> allowed = segments.get(s).allowed();
      for (int doc = 0; doc < lengths.get(s).length; doc++) {
        int here = doc;
        if (!segments.get(s).deleted().contains(doc)
            && allowed.map(set -> set.contains(here)).orElse(true)) {
          double norm = 1.5 * (0.25 + 0.75 * lengths.get(s)[doc] / (total / docs));
          double score = 0;
          for (int term = 0; term < weights.length; term++) {
            int tf = frequencies.get(s)[term][doc];
            score += weights[term] * Bm25.idf(docs, df[term]) * tf * 2.5 / (tf + norm);
          }
          if (score > 0) {
            out.add(score);
          }
        }
      }
    }
    out.sort(Comparator.reverseOrder());
    return out;
  }
}

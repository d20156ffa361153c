package dev.loquat.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class Bm25Properties {

  /** A corpus in several segments, some documents deleted, some not allowed. */
  private static final class Corpus {
    final List<List<List<String>>> segments = new ArrayList<>();
    final List<DocSet> deleted = new ArrayList<>();
    final List<DocSet> allowed = new ArrayList<>();
    final Map<Long, List<String>> live = new LinkedHashMap<>();

    Corpus(Random random, int documents, int vocabulary) {
      int count = 1 + random.nextInt(3);
      for (int s = 0; s < count; s++) {
        List<List<String>> segment = new ArrayList<>();
        List<Integer> gone = new ArrayList<>();
        List<Integer> may = new ArrayList<>();
        for (int d = 0; d < documents; d++) {
          List<String> terms = new ArrayList<>();
          int length = random.nextInt(12) == 0 ? 600 : random.nextInt(30);
          for (int t = 0; t < length; t++) {
            double skewed = Math.pow(random.nextDouble(), 4);
            terms.add("t" + (int) (skewed * vocabulary));
          }
          segment.add(terms);
          if (random.nextInt(10) == 0) {
            gone.add(d);
          } else {
            live.put((long) s << 32 | d, terms);
          }
          if (random.nextInt(3) > 0) {
            may.add(d);
          }
        }
        segments.add(segment);
        deleted.add(DocSet.of(gone.stream().mapToInt(i -> i).toArray()));
        allowed.add(DocSet.of(may.stream().mapToInt(i -> i).toArray()));
      }
    }

    List<SegmentPostings> postings(List<String> query, boolean filtered) {
      List<SegmentPostings> out = new ArrayList<>();
      for (int s = 0; s < segments.size(); s++) {
        SegmentBuilder builder = new SegmentBuilder();
        segments.get(s).forEach(builder::add);
        Map<Long, byte[]> lists = new LinkedHashMap<>();
        builder.forEachTerm(lists::put);
        List<PostingList> found =
            query.stream()
                .map(term -> lists.get(TermHash.of(term)))
                .map(b -> b == null ? PostingList.EMPTY : PostingList.decode(b, 0))
                .toList();
        out.add(
            new SegmentPostings(
                DocLengths.decode(builder.lengths().encode()),
                DocSet.decode(deleted.get(s).encode()),
                filtered ? Optional.of(allowed.get(s)) : Optional.empty(),
                found));
      }
      return out;
    }
  }

  @Property(tries = 60)
  void agreesWithTheNaiveScorer(
      @ForAll @LongRange(min = 0) long seed,
      @ForAll @IntRange(min = 1, max = 400) int documents,
      @ForAll boolean filtered,
      @ForAll @IntRange(min = 1, max = 60) int k) {
    Random random = new Random(seed);
    Corpus corpus = new Corpus(random, documents, 1 + random.nextInt(200));
    List<String> query = new ArrayList<>();
    for (int i = random.nextInt(7); i >= 0; i--) {
      String term = "t" + random.nextInt(40);
      if (!query.contains(term)) {
        query.add(term);
      }
    }
    int[] weights = query.stream().mapToInt(t -> 1).toArray();
    List<SegmentPostings> segments = corpus.postings(query, filtered);
    List<Bm25.Found> found = Bm25.search(segments, weights, k);

    Map<Long, Double> expected = NaiveBm25.scores(corpus.live, query);
    if (filtered) {
      expected
          .keySet()
          .removeIf(key -> !corpus.allowed.get((int) (key >> 32)).contains(key.intValue()));
    }
    List<Double> best =
        expected.values().stream().sorted(Comparator.reverseOrder()).limit(k).toList();
    assertThat(found).hasSize(best.size());
    for (int i = 0; i < best.size(); i++) {
      Bm25.Found one = found.get(i);
      assertThat(one.score()).isCloseTo(best.get(i), within(1e-4));
      long key = (long) one.segment() << 32 | one.doc();
      assertThat(one.score()).isCloseTo(expected.get(key), within(1e-4));
      double sum =
          Bm25.explain(segments, weights, one.segment(), one.doc()).stream()
              .mapToDouble(Bm25.Part::score)
              .sum();
      assertThat(sum).isCloseTo(one.score(), within(1e-4));
    }
  }

  /** Bitmaps and sorted ids, several ranges and segments, short queries and long ones. */
  @Property(tries = 25)
  void agreesWithASumOfAllScores(
      @ForAll @LongRange(min = 0) long seed,
      @ForAll @IntRange(min = 1, max = 20) int terms,
      @ForAll boolean filtered,
      @ForAll @IntRange(min = 1, max = 300) int k) {
    Random random = new Random(seed);
    LargeCorpus corpus = new LargeCorpus(random, terms, filtered);
    int[] weights = random.ints(terms, 1, 3).toArray();
    List<Double> expected = corpus.scores(weights);
    List<Bm25.Found> found = Bm25.search(corpus.segments, weights, k);
    assertThat(found).hasSize(Math.min(k, expected.size()));
    for (int i = 0; i < found.size(); i++) {
      Bm25.Found one = found.get(i);
      assertThat(one.score()).isCloseTo(expected.get(i), within(1e-4));
      double sum =
          Bm25.explain(corpus.segments, weights, one.segment(), one.doc()).stream()
              .mapToDouble(Bm25.Part::score)
              .sum();
      assertThat(sum).isCloseTo(one.score(), within(1e-4));
      assertThat(corpus.segments.get(one.segment()).deleted().contains(one.doc())).isFalse();
    }
    assertThat(found.stream().map(f -> (long) f.segment() << 32 | f.doc()).distinct())
        .hasSameSizeAs(found);
  }

  @Property(tries = 40)
  void postingsSurviveTheirCodec(
      @ForAll @LongRange(min = 0) long seed, @ForAll @IntRange(min = 1, max = 40_000) int docs) {
    Random random = new Random(seed);
    int density = 1 + random.nextInt(50);
    int[] lengths = new int[docs];
    java.util.Arrays.setAll(lengths, i -> 1 + random.nextInt(3000));
    int[] ids = new int[docs];
    int[] tfs = new int[docs];
    int n = 0;
    for (int doc = 0; doc < docs; doc++) {
      if (random.nextInt(density) == 0) {
        ids[n] = doc;
        tfs[n++] = random.nextInt(20) == 0 ? 1 + random.nextInt(100_000) : 1 + random.nextInt(5);
      }
    }
    PostingList list = PostingList.decode(PostingList.encode(ids, tfs, n, lengths), 0);
    assertThat(list.count()).isEqualTo(n);
    int[] at = {0};
    list.forEach(
        (doc, tf) -> {
          assertThat(doc).isEqualTo(ids[at[0]]);
          assertThat(tf).isEqualTo(tfs[at[0]++]);
        });
    assertThat(at[0]).isEqualTo(n);
    for (int i = 0; i < n; i += 1 + n / 50) {
      assertThat(list.frequency(ids[i])).isEqualTo(tfs[i]);
    }
    Norms norms = new Norms(500);
    for (int i = 0; i < n; i++) {
      Container container = list.container(ids[i] >>> Container.SHIFT);
      assertThat(norms.saturation(tfs[i], lengths[ids[i]]))
          .isLessThanOrEqualTo(java.util.Objects.requireNonNull(container).bound(norms) + 1e-12);
    }
  }

  @Property(tries = 50)
  void documentSetsSurviveTheirCodec(@ForAll List<@IntRange(max = 100_000) Integer> docs) {
    int[] numbers = docs.stream().mapToInt(i -> i).toArray();
    DocSet set = DocSet.decode(DocSet.of(numbers).encode());
    assertThat(set.toArray())
        .containsExactly(docs.stream().mapToInt(i -> i).distinct().sorted().toArray());
  }

  @Property(tries = 50)
  void quantisedVectorsKeepTheirCosineWithinAStatedError(@ForAll @LongRange(min = 0) long seed) {
    Random random = new Random(seed);
    float[] a = unit(random, 384);
    float[] b = unit(random, 384);
    double exact = 0;
    for (int i = 0; i < a.length; i++) {
      exact += (double) a[i] * b[i];
    }
    ByteVectors.Quantised stored = ByteVectors.quantise(b);
    float dot = ByteVectors.query(a).dot(stored.components(), 0, stored.scale());
    assertThat((double) dot).isCloseTo(exact, within(0.003));
  }

  private static float[] unit(Random random, int dimension) {
    float[] vector = new float[dimension];
    double square = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}

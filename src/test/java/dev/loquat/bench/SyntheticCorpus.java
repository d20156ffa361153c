package dev.loquat.bench;

import dev.loquat.store.Document;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Chunks of 60 to 220 terms from a Zipf distribution (1.07, 200,000 terms). With topics, half of a
 * chunk's terms come from one of 2,000 small vocabularies, as in real text.
 */
final class SyntheticCorpus {
  private static final int VOCABULARY = 200_000;
  private static final int TOPICS = 2_000;
  private static final int TOPIC_TERMS = 300;
  private static final String[] TERMS = new String[VOCABULARY];

  static {
    java.util.Arrays.setAll(TERMS, i -> "t" + i);
  }

  private final double[] cumulated = new double[VOCABULARY];
  private final Random random;
  private final boolean topics;
  private final int dimension;

  SyntheticCorpus(long seed, boolean topics, int dimension) {
    this.random = new Random(seed);
    this.topics = topics;
    this.dimension = dimension;
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) {
      sum += 1 / Math.pow(i + 1, 1.07);
      cumulated[i] = sum;
    }
  }

  private int rank() {
    int at =
        java.util.Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[VOCABULARY - 1]);
    return Math.min(VOCABULARY - 1, at < 0 ? -at - 1 : at);
  }

  private String term(int topic) {
    int rank =
        topics && random.nextBoolean()
            ? Math.floorMod(topic * 7919 + random.nextInt(TOPIC_TERMS) * 31, VOCABULARY)
            : rank();
    return TERMS[rank];
  }

  boolean topics() {
    return topics;
  }

  /** A document of one chunk. */
  IndexedDocument document(int number) {
    int topic = random.nextInt(TOPICS);
    int length = 60 + random.nextInt(161);
    List<String> terms = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      terms.add(term(topic));
    }
    Document document =
        new Document(
            "d" + number, "", "text of " + number, Optional.empty(), Map.of("n", number % 100));
    IndexedPassage passage =
        new IndexedPassage(
            0,
            4,
            terms,
            dimension == 0
                ? Optional.empty()
                : Optional.of(new IndexedPassage.Embedded("synthetic", vector(topic))));
    return new IndexedDocument(document, "h", Optional.empty(), List.of(passage));
  }

  /** A query of 2 to 8 terms. */
  List<String> query() {
    int topic = random.nextInt(TOPICS);
    List<String> terms = new ArrayList<>();
    for (int i = 2 + random.nextInt(7); i > 0; i--) {
      terms.add(term(topic));
    }
    return terms;
  }

  /** A vector of unit length, near those of its topic. */
  float[] vector(int topic) {
    Random center = new Random(topic);
    float[] vector = new float[dimension];
    double square = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) (center.nextGaussian() + 0.8 * random.nextGaussian());
      square += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }

  int topic() {
    return random.nextInt(TOPICS);
  }
}

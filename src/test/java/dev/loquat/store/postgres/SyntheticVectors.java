package dev.loquat.store.postgres;

import dev.loquat.store.Document;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Vectors that lie around a few hundred centers, as those of texts do. */
final class SyntheticVectors {
  private static final int CENTERS = 200;

  private final Random random;
  private final int dimension;

  SyntheticVectors(long seed, int dimension) {
    this.random = new Random(seed);
    this.dimension = dimension;
  }

  float[] vector() {
    Random center = new Random(random.nextInt(CENTERS));
    float[] out = new float[dimension];
    double square = 0;
    for (int i = 0; i < dimension; i++) {
      out[i] = (float) (center.nextGaussian() + 0.7 * random.nextGaussian());
      square += (double) out[i] * out[i];
    }
    for (int i = 0; i < dimension; i++) {
      out[i] /= (float) Math.sqrt(square);
    }
    return out;
  }

  List<IndexedDocument> documents(int count) {
    List<IndexedDocument> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var embedded = new IndexedPassage.Embedded("synthetic", vector());
      out.add(
          new IndexedDocument(
              new Document("v" + i, "", "text", Optional.empty(), Map.of()),
              "h",
              Optional.empty(),
              List.of(new IndexedPassage(0, 4, List.of("word"), Optional.of(embedded)))));
    }
    return out;
  }
}

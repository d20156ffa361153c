package dev.loquat.testing;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.loquat.embed.EmbeddingModels;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An embedding model without a model: texts that share words have similar vectors. Counts what it
 * embeds. Safe from any thread.
 */
public final class HashEmbeddings implements EmbeddingModel {
  private static final int DIMENSION = 256;
  private final AtomicInteger embedded = new AtomicInteger();

  /** Models whose both names lead here. */
  public EmbeddingModels models() {
    EmbeddingModels models = new EmbeddingModels();
    models.add(EmbeddingModels.ZH, "", () -> this);
    models.add(EmbeddingModels.EN, "", () -> this);
    return models;
  }

  /** How many texts were embedded so far. */
  public int embedded() {
    return embedded.get();
  }

  @Override
  public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
    embedded.addAndGet(segments.size());
    return Response.from(
        segments.stream().map(s -> Embedding.from(vector(s.text(), DIMENSION))).toList());
  }

  static float[] vector(String text, int dimension) {
    float[] vector = new float[dimension];
    for (String word : text.split("\\W+")) {
      vector[Math.floorMod(word.hashCode(), dimension)] += 1;
    }
    vector[0] += 0.01f;
    double square = 0;
    for (float v : vector) {
      square += v * v;
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}

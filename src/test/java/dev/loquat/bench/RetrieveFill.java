package dev.loquat.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.loquat.embed.EmbeddingModels;
import dev.loquat.ingest.Indexer;
import dev.loquat.ingest.IngestLimits;
import dev.loquat.ingest.Ingestor;
import dev.loquat.store.Document;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.SmallPool;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Fills a collection of a database for {@link RetrieveLoad}: each document mixes sentences of two
 * of a corpus, so that no two passages are near-duplicates. A passage's vector is the mean of its
 * sentences' vectors, which are made once: embedding every passage would take an hour. Arguments:
 * JDBC URL of the tables' owner, folder, collection, passages.
 */
public final class RetrieveFill {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BETWEEN_SENTENCES =
      Pattern.compile("(?<=[。！？；])|(?<=[.!?;]\\s)|(?<=\\n)");
  private static final int BATCH = 256;
  private static final int TENANT = 1;

  private RetrieveFill() {}

  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    List<JsonNode> corpus = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[1], "corpus.jsonl"))) {
      corpus.add(JSON.readTree(line));
    }
    String collection = arguments[2];
    long wanted = Long.parseLong(arguments[3]);
    try (AgroalDataSource pool = SmallPool.of(database);
        EmbeddingModels real = new EmbeddingModels();
        EmbeddingModels models = new EmbeddingModels();
        PostgresStore store = new PostgresStore(pool, TENANT)) {
      for (String name : EmbeddingModels.BY_LANGUAGE) {
        models.add(name, "", () -> new SentenceMeans(real, name));
      }
      Ingestor ingestor =
          new Ingestor(
              store,
              new Indexer(Analyzer.standard(), models),
              Analyzers.only(Analyzer.standard()),
              IngestLimits.DEFAULT);
      long start = System.nanoTime();
      int next = 0;
      do {
        List<Document> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
          batch.add(mixed(corpus, next++));
        }
        ingestor.ingest(collection, batch, Optional.empty());
      } while (store.collection(collection).passages() < wanted);
      System.out.printf(
          "%d passages of %d documents: %.1f s%n",
          store.collection(collection).passages(), next, Timing.seconds(start));
      start = System.nanoTime();
      store.compact(collection);
      System.out.printf("merges and index: %.1f s%n", Timing.seconds(start));
    }
    System.exit(0);
  }

  /** Every second sentence, by chance, of two documents. */
  private static Document mixed(List<JsonNode> corpus, int number) {
    Random random = new Random(number);
    JsonNode one = corpus.get(number % corpus.size());
    JsonNode other = corpus.get(random.nextInt(corpus.size()));
    StringBuilder text = new StringBuilder();
    for (JsonNode part : List.of(one, other)) {
      for (String sentence : BETWEEN_SENTENCES.split(part.path("text").asText())) {
        if (random.nextBoolean()) {
          text.append(sentence);
        }
      }
    }
    return new Document(
        one.path("id").asText() + "/" + number,
        one.path("title").asText(),
        text.isEmpty() ? one.path("text").asText() : text.toString(),
        Optional.empty(),
        Map.of());
  }

  private static final class SentenceMeans implements EmbeddingModel {
    private final EmbeddingModels real;
    private final String model;
    private final Map<String, float[]> known = new ConcurrentHashMap<>();

    private SentenceMeans(EmbeddingModels real, String model) {
      this.real = real;
      this.model = model;
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return Response.from(
          segments.stream().map(segment -> Embedding.from(vector(segment.text()))).toList());
    }

    private float[] vector(String text) {
      float[] sum = new float[0];
      for (String sentence : BETWEEN_SENTENCES.split(text)) {
        float[] vector = known.computeIfAbsent(sentence.strip(), s -> real.query(model, s));
        sum = sum.length == 0 ? new float[vector.length] : sum;
        for (int i = 0; i < vector.length; i++) {
          sum[i] += vector[i] * sentence.length();
        }
      }
      double square = 0;
      for (float v : sum) {
        square += (double) v * v;
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] /= (float) Math.sqrt(square);
      }
      return sum;
    }
  }
}

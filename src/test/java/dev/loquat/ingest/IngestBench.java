package dev.loquat.ingest;

import dev.loquat.embed.EmbeddingModels;
import dev.loquat.extract.Extracted;
import dev.loquat.extract.Format;
import dev.loquat.store.Document;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.HashEmbeddings;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How near an ingest comes to the raw speed of the embedding models, and how fast it is without
 * them; run by {@code bench/ingest.sh}. Raw and whole take turns in one process.
 */
final class IngestBench {
  /** Chunks of a round without embedding; the guide alone would take a tenth of a second. */
  private static final int MANY = 10_000;

  private IngestBench() {}

  /** Arguments: folder of Markdown pages, rounds with embedding, rounds without. */
  public static void main(String[] arguments) throws Exception {
    List<Document> pages = pages(Path.of(arguments[0]));
    int rounds = Integer.parseInt(arguments[1]);
    try (AgroalDataSource pool = SmallPool.of(TestPostgres.migratedDatabase());
        EmbeddingModels models = new EmbeddingModels()) {
      PostgresStore store = new PostgresStore(pool, 0);
      Indexer indexer = new Indexer(Analyzer.standard(), models);
      List<Indexer.Piece> pieces =
          pages.stream().flatMap(page -> indexer.draft(page).pieces().stream()).toList();
      System.out.printf("%d documents, %d chunks%n", pages.size(), pieces.size());
      raw(models, pieces);
      for (int round = 0; round < rounds; round++) {
        double raw = pieces.size() / raw(models, pieces);
        double whole = pieces.size() / whole(store, indexer, pages, "real" + round);
        System.out.printf(
            "raw %.1f chunks/s, ingest %.1f chunks/s: %.1f %%%n", raw, whole, 100 * whole / raw);
      }
      Indexer free = new Indexer(Analyzer.standard(), new HashEmbeddings().models());
      List<Document> many = copies(pages, 1 + MANY / pieces.size());
      int chunks = many.size() / pages.size() * pieces.size();
      for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
        double seconds = whole(store, free, many, "free" + round);
        System.out.printf(
            "without embedding %d documents, %d chunks, %.0f chunks/s%n",
            many.size(), chunks, chunks / seconds);
      }
    }
    System.exit(0);
  }

  private static double raw(EmbeddingModels models, List<Indexer.Piece> pieces) {
    long begun = System.nanoTime();
    for (String model : List.of(EmbeddingModels.ZH, EmbeddingModels.EN)) {
      models.passages(
          model,
          pieces.stream()
              .filter(p -> p.model().equals(model))
              .map(Indexer.Piece::embedText)
              .toList());
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private static double whole(
      PostgresStore store, Indexer indexer, List<Document> pages, String collection) {
    Ingestor ingestor =
        new Ingestor(store, indexer, Analyzers.only(Analyzer.standard()), IngestLimits.DEFAULT);
    long begun = System.nanoTime();
    ingestor.ingest(collection, pages, Optional.empty());
    return (System.nanoTime() - begun) / 1e9;
  }

  /** The pages over and over under other ids, as many as a call may bring. */
  private static List<Document> copies(List<Document> pages, int times) {
    return IntStream.range(0, times)
        .boxed()
        .flatMap(copy -> pages.stream().map(page -> renamed(page, copy + "/" + page.id())))
        .toList();
  }

  private static Document renamed(Document page, String id) {
    return new Document(id, page.title(), page.text(), page.url(), page.metadata());
  }

  private static List<Document> pages(Path folder) throws IOException {
    List<Document> out = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        out.add(
            FileDocument.of(
                FileDocument.path(folder, file),
                new Extracted(Format.MARKDOWN, Optional.empty(), Files.readString(file))));
      }
    }
    return out;
  }
}

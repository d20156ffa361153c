package dev.loquat.bench;

import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.Hnsw;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Recall@20 of the vector index against a scan, and the time of both. Arguments: number of chunks,
 * dimension.
 */
public final class VectorBench {
  private static final int QUERIES = 100;
  private static final int K = 20;
  private static final String COLLECTION = "bench";

  private VectorBench() {}

  public static void main(String[] arguments) throws Exception {
    int chunks = Integer.parseInt(arguments[0]);
    SyntheticCorpus corpus = new SyntheticCorpus(1, true, Integer.parseInt(arguments[1]));
    PGSimpleDataSource database = TestPostgres.migratedDatabase();
    try (AgroalDataSource pool = SmallPool.of(database)) {
      PostgresStore indexed =
          new PostgresStore(pool, 1, new PostgresStore.Tuning(0, 1000, Integer.MAX_VALUE));
      PostgresStore scanned =
          new PostgresStore(
              pool, 1, new PostgresStore.Tuning(0, Integer.MAX_VALUE, Integer.MAX_VALUE));
      fill(indexed, corpus, chunks);
      List<float[]> queries = new ArrayList<>();
      for (int i = 0; i < QUERIES; i++) {
        queries.add(corpus.vector(corpus.topic()));
      }
      Filter selective = Filter.of(Map.of("n", 7)); // one of a hundred
      for (int efSearch : new int[] {40, 100, Hnsw.DEFAULT.efSearch(), 400}) {
        Hnsw settings = new Hnsw(Hnsw.DEFAULT.m(), Hnsw.DEFAULT.efConstruction(), efSearch);
        indexed.configure(COLLECTION, CollectionSettings.of(settings));
        System.out.printf(
            "efSearch %d: recall@%d %.4f, filtered %.4f%n",
            efSearch,
            K,
            recall(indexed, scanned, queries, Filter.NONE),
            recall(indexed, scanned, queries, selective));
        String name = database.getDatabaseName();
        Timing scan = Timing.of(name, 1, QUERIES, i -> find(scanned, queries.get(i), Filter.NONE));
        scan.print("scan", scan);
        Timing.of(name, 1, QUERIES, i -> find(indexed, queries.get(i), Filter.NONE))
            .print("HNSW", scan);
        Timing.of(name, 1, QUERIES, i -> find(indexed, queries.get(i), selective))
            .print("HNSW, filtered", scan);
      }
    }
  }

  private static void fill(PostgresStore store, SyntheticCorpus corpus, int chunks) {
    store.open(COLLECTION, "bench");
    long start = System.nanoTime();
    for (int from = 0; from < chunks; from += 1000) {
      List<IndexedDocument> documents = new ArrayList<>();
      for (int i = from; i < Math.min(chunks, from + 1000); i++) {
        documents.add(corpus.document(i));
      }
      store.write(COLLECTION, documents);
    }
    System.out.printf("%d chunks with vectors: %.1f s%n", chunks, Timing.seconds(start));
    start = System.nanoTime();
    store.compact(COLLECTION);
    System.out.printf("merges and index: %.1f s%n", Timing.seconds(start));
  }

  private static List<Hit> find(PostgresStore store, float[] query, Filter filter) {
    return store.nearest(COLLECTION, "synthetic", query, K, filter);
  }

  private static double recall(
      PostgresStore indexed, PostgresStore scanned, List<float[]> queries, Filter filter) {
    int found = 0;
    int all = 0;
    for (float[] query : queries) {
      Set<Long> nearest = new HashSet<>();
      find(scanned, query, filter).forEach(hit -> nearest.add(hit.passage()));
      all += nearest.size();
      for (Hit hit : find(indexed, query, filter)) {
        found += nearest.contains(hit.passage()) ? 1 : 0;
      }
    }
    return (double) found / all;
  }
}

package dev.loquat.bench;

import dev.loquat.store.Filter;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The Postgres store with synthetic chunks: arguments are the number of chunks, chunks a write,
 * {@code topics} or {@code flat}, and the dimension of vectors (0: none). Warm queries, top 100,
 * from the store's entry to the ranked list.
 */
public final class StoreBench {
  private static final int QUERIES = 300;
  private static final String COLLECTION = "bench";

  private StoreBench() {}

  public static void main(String[] arguments) throws Exception {
    int chunks = Integer.parseInt(arguments[0]);
    int batch = Integer.parseInt(arguments[1]);
    boolean topics = arguments[2].equals("topics");
    int dimension = Integer.parseInt(arguments[3]);
    try (AgroalDataSource pool = SmallPool.of(TestPostgres.migratedDatabase())) {
      PostgresStore store = new PostgresStore(pool, 0);
      SyntheticCorpus corpus = new SyntheticCorpus(1, topics, dimension);
      fill(store, corpus, chunks, batch);
      report(pool);
      List<List<String>> queries = new ArrayList<>();
      for (int i = 0; i < QUERIES; i++) {
        queries.add(corpus.query());
      }
      for (String state : List.of("as written", "compacted")) {
        if (state.equals("compacted")) {
          long start = System.nanoTime();
          store.compact(COLLECTION);
          System.out.printf("compaction and vector index: %.1f s%n", seconds(start));
          report(pool);
        }
        measure(
            state + ": bm25",
            1,
            QUERIES,
            i -> store.keywords(COLLECTION, queries.get(i), 100, Filter.NONE));
        measure(
            state + ": bm25",
            4,
            QUERIES,
            i -> store.keywords(COLLECTION, queries.get(i), 100, Filter.NONE));
        if (dimension > 0) {
          List<float[]> vectors = new ArrayList<>();
          for (int i = 0; i < QUERIES; i++) {
            vectors.add(corpus.vector(corpus.topic()));
          }
          measure(
              state + ": vectors",
              1,
              QUERIES,
              i -> store.nearest(COLLECTION, "synthetic", vectors.get(i), 100, Filter.NONE));
        }
      }
    }
  }

  private static void fill(PostgresStore store, SyntheticCorpus corpus, int chunks, int batch) {
    store.open(COLLECTION, "bench");
    long start = System.nanoTime();
    double writing = 0;
    for (int from = 0; from < chunks; from += batch) {
      List<IndexedDocument> documents = new ArrayList<>();
      for (int i = from; i < Math.min(chunks, from + batch); i++) {
        documents.add(corpus.document(i));
      }
      long write = System.nanoTime();
      store.write(COLLECTION, documents);
      writing += seconds(write);
    }
    System.out.printf(
        "%d chunks in writes of %d: %.1f s (%.1f s in the store, %.0f chunks/s)%n",
        chunks, batch, seconds(start), writing, chunks / writing);
  }

  private static void report(AgroalDataSource pool) throws Exception {
    try (var connection = pool.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*), pg_total_relation_size('posting') / 1048576,"
                        + " pg_total_relation_size('segment') / 1048576 FROM segment")) {
      rows.next();
      System.out.printf(
          "segments %d, postings %d MB, segments' rows %d MB%n",
          rows.getInt(1), rows.getInt(2), rows.getInt(3));
    }
  }

  @FunctionalInterface
  private interface Search {
    List<?> run(int query);
  }

  private static void measure(String name, int clients, int queries, Search search)
      throws InterruptedException {
    for (int i = 0; i < queries; i++) {
      search.run(i); // warm: JIT, prepared statements, segments
    }
    double[] all = new double[clients * queries];
    CountDownLatch done = new CountDownLatch(clients);
    for (int c = 0; c < clients; c++) {
      int client = c;
      Thread.ofPlatform()
          .start(
              () -> {
                for (int i = 0; i < queries; i++) {
                  long start = System.nanoTime();
                  search.run((i + client * 37) % queries);
                  all[client * queries + i] = seconds(start) * 1000;
                }
                done.countDown();
              });
    }
    done.await();
    Arrays.sort(all);
    System.out.printf(
        "%-24s %d client(s): p50 %.2f p95 %.2f p99 %.2f ms%n",
        name, clients, all[all.length / 2], all[all.length * 95 / 100], all[all.length * 99 / 100]);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}

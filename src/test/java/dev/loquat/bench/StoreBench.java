package dev.loquat.bench;

import dev.loquat.store.Filter;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.search.TopDocs;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The keyword path in PostgreSQL beside Lucene's, with synthetic chunks. Arguments: number of
 * chunks, chunks a write, {@code topics} or {@code flat}; with {@code wait} behind them it waits
 * for a line on its input between writing and measuring, so that the machine can be made quiet.
 * Queries of 2 to 8 terms, top 100, from the store's entry to the ranked list. Says of every state
 * how many segments there are, and checks that both give the same scores.
 */
public final class StoreBench {
  private static final int QUERIES = 400;
  private static final int K = 100;
  private static final String COLLECTION = "bench";

  private static String database = "";

  private StoreBench() {}

  public static void main(String[] arguments) throws Exception {
    int chunks = Integer.parseInt(arguments[0]);
    int batch = Integer.parseInt(arguments[1]);
    SyntheticCorpus corpus = new SyntheticCorpus(1, arguments[2].equals("topics"), 0);
    PGSimpleDataSource source = TestPostgres.migratedDatabase();
    database = source.getDatabaseName();
    try (AgroalDataSource pool = SmallPool.of(source);
        LucenePeer lucene = new LucenePeer()) {
      PostgresStore cached = new PostgresStore(pool, 1);
      PostgresStore fetched =
          new PostgresStore(pool, 1, new PostgresStore.Tuning(0, Integer.MAX_VALUE, 50_000));
      fill(cached, lucene, corpus, new Sizes(chunks, batch));
      lucene.finish(false);
      List<List<String>> asked = queries(corpus);
      List<List<String>> fresh = queries(corpus);
      if (arguments.length > 3 && arguments[3].equals("wait")) {
        System.out.println("written; a line begins the measurement");
        System.in.read();
      }
      measure("as written", pool, new Both(fetched, cached, lucene), asked, fresh);
      long start = System.nanoTime();
      cached.compact(COLLECTION);
      System.out.printf("what was left to merge: %.1f s%n", Timing.seconds(start));
      measure("merged", pool, new Both(fetched, cached, lucene), asked, fresh);
      whileOthersWrite(cached, corpus, asked, batch);
      update(cached, corpus, chunks, batch);
      measure("5 % replaced", pool, new Both(fetched, cached, lucene), asked, fresh);
    }
  }

  private record Sizes(int chunks, int batch) {}

  private record Both(PostgresStore fetched, PostgresStore cached, LucenePeer lucene) {}

  private static List<List<String>> queries(SyntheticCorpus corpus) {
    List<List<String>> out = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      out.add(corpus.query().stream().distinct().toList());
    }
    return out;
  }

  /** As the service does it: what was written is merged behind the writes. */
  private static void fill(
      PostgresStore store, LucenePeer lucene, SyntheticCorpus corpus, Sizes sizes)
      throws Exception {
    store.open(COLLECTION, "bench");
    AtomicBoolean done = new AtomicBoolean();
    Semaphore written = new Semaphore(0);
    double[] mergingCpu = {0};
    Thread merger =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    written.acquireUninterruptibly();
                    written.drainPermits();
                    store.compact(COLLECTION);
                  }
                  mergingCpu[0] = Cpu.thread();
                });
    double merging = Cpu.sessions(database);
    long start = System.nanoTime();
    double cpu = 0;
    double writing = 0;
    double peer = 0;
    for (int from = 0; from < sizes.chunks(); from += sizes.batch()) {
      List<IndexedDocument> documents = new ArrayList<>();
      for (int i = from; i < Math.min(sizes.chunks(), from + sizes.batch()); i++) {
        documents.add(corpus.document(i));
      }
      long write = System.nanoTime();
      double before = Cpu.thread();
      store.write(COLLECTION, documents);
      cpu += Cpu.thread() - before;
      writing += Timing.seconds(write);
      written.release();
      write = System.nanoTime();
      documents.forEach(d -> lucene.add(d.passages().getFirst().terms()));
      peer += Timing.seconds(write);
    }
    done.set(true);
    written.release();
    merger.join();
    System.out.printf(
        "%d chunks in writes of %d: %.1f s; %.0f chunks/s into the store, %.0f into Lucene;"
            + " cpu of writing %.1f s, of merging %.1f s, of the server %.1f s%n",
        sizes.chunks(),
        sizes.batch(),
        Timing.seconds(start),
        sizes.chunks() / writing,
        sizes.chunks() / peer,
        cpu,
        mergingCpu[0],
        Cpu.sessions(database) - merging);
  }

  private static void measure(
      String state,
      AgroalDataSource pool,
      Both both,
      List<List<String>> asked,
      List<List<String>> fresh)
      throws Exception {
    System.out.printf("-- %s: %s%n", state, size(pool));
    agree(both.fetched(), both.lucene(), asked, state);
    Timing peer = Timing.of(database, 1, QUERIES, i -> both.lucene().search(asked.get(i), K));
    peer.print("Lucene", peer);
    Timing.of(database, 4, QUERIES, i -> both.lucene().search(asked.get(i), K))
        .print("Lucene", peer);
    for (int clients : new int[] {1, 4}) {
      Timing.of(database, clients, QUERIES, i -> find(both.fetched(), asked.get(i)))
          .print("rows fetched", peer);
    }
    for (int clients : new int[] {1, 4}) {
      Timing.of(database, clients, QUERIES, i -> find(both.cached(), asked.get(i)))
          .print("rows cached", peer);
    }
    Timing.once(database, QUERIES, i -> find(both.cached(), fresh.get(i)))
        .print("cached, fresh queries", peer);
  }

  private static List<?> find(PostgresStore store, List<String> query) {
    return store.keywords(COLLECTION, query, K, Filter.NONE);
  }

  /** Lucene rounds lengths to one byte, and does not know of what is replaced here. */
  private static void agree(
      PostgresStore store, LucenePeer lucene, List<List<String>> queries, String state) {
    double off = 0;
    int n = 0;
    for (List<String> query : queries.subList(0, 50)) {
      TopDocs theirs = lucene.search(query, K);
      var ours = store.keywords(COLLECTION, query, K, Filter.NONE);
      for (int i = 0; i < Math.min(ours.size(), theirs.scoreDocs.length); i++) {
        off += Math.abs(ours.get(i).score() / (2.5 * theirs.scoreDocs[i].score) - 1);
        n++;
      }
    }
    System.out.printf(
        "%s: scores differ from Lucene's by %.2f %% on average%n", state, 100 * off / n);
  }

  private static String size(AgroalDataSource pool) throws Exception {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = 0"); // counting a million chunks' rows takes long
      var rows =
          statement.executeQuery(
              "SELECT count(*), pg_total_relation_size('posting') / 1048576,"
                  + " pg_total_relation_size('segment') / 1048576,"
                  + " (SELECT count(*) FROM posting) FROM segment");
      rows.next();
      return "segments %d, postings %d MB in %d rows, segments' rows %d MB"
          .formatted(rows.getInt(1), rows.getInt(2), rows.getInt(4), rows.getInt(3));
    }
  }

  private static void whileOthersWrite(
      PostgresStore store, SyntheticCorpus corpus, List<List<String>> queries, int batch)
      throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    List<Thread> writers = new ArrayList<>();
    int[] writes = new int[2];
    for (int w = 0; w < 2; w++) {
      int writer = w;
      SyntheticCorpus own = new SyntheticCorpus(100 + w, corpus.topics(), 0);
      writers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!done.get()) {
                      List<IndexedDocument> documents = new ArrayList<>();
                      for (int i = 0; i < Math.min(batch, 256); i++) {
                        documents.add(own.document(10_000_000 + writer * 1000 + i));
                      }
                      store.write(COLLECTION, documents);
                      store.compact(COLLECTION);
                      writes[writer]++;
                    }
                  }));
    }
    Timing timing = Timing.of(database, 1, QUERIES, i -> find(store, queries.get(i)));
    done.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
    timing.print("cached, 2 writers (%d writes)".formatted(writes[0] + writes[1]), timing);
  }

  private static void update(PostgresStore store, SyntheticCorpus corpus, int chunks, int batch) {
    List<IndexedDocument> documents = new ArrayList<>();
    for (int i = 0; i < chunks; i += 20) {
      documents.add(corpus.document(i));
    }
    long start = System.nanoTime();
    for (int from = 0; from < documents.size(); from += batch) {
      store.write(COLLECTION, documents.subList(from, Math.min(documents.size(), from + batch)));
    }
    System.out.printf(
        "replaced %d chunks: %.0f chunks/s%n",
        documents.size(), documents.size() / Timing.seconds(start));
    store.compact(COLLECTION);
  }
}

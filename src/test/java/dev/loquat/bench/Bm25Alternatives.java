package dev.loquat.bench;

import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What else BM25 in PostgreSQL could be: hundreds of segments that nobody merges, and pgvector's
 * {@code sparsevec} with the weights of a moment, scanned and by HNSW. Clustered synthetic chunks.
 * Arguments: number of chunks, chunks a write.
 */
public final class Bm25Alternatives {
  private static final int QUERIES = 200;
  private static final int SCANS = 20;
  private static final int K = 100;
  private static final int TERMS = 200_000;
  private static final double K1 = 1.5;
  private static final double B = 0.75;
  private static final String COLLECTION = "bench";

  private final List<List<String>> chunks = new ArrayList<>();
  private final Map<String, Integer> frequencies = new HashMap<>();

  private Bm25Alternatives() {}

  public static void main(String[] arguments) throws Exception {
    new Bm25Alternatives().run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
  }

  private void run(int count, int batch) throws Exception {
    SyntheticCorpus corpus = new SyntheticCorpus(1, true, 0);
    PGSimpleDataSource source = TestPostgres.migratedDatabase();
    try (AgroalDataSource pool = SmallPool.of(source)) {
      PostgresStore store = new PostgresStore(pool, 1);
      fill(store, corpus, count, batch);
      List<List<String>> queries = new ArrayList<>();
      List<List<String>> fresh = new ArrayList<>();
      for (int i = 0; i < QUERIES; i++) {
        queries.add(corpus.query().stream().distinct().toList());
        fresh.add(corpus.query().stream().distinct().toList());
      }
      String database = source.getDatabaseName();
      Timing peer = measure(pool, database, store, queries, fresh);
      long start = System.nanoTime();
      store.compact(COLLECTION);
      System.out.printf("merged in %.1f s%n", Timing.seconds(start));
      measure(pool, database, store, queries, fresh);
      try (Connection connection = source.getConnection()) {
        sparse(connection, database, store, queries, peer);
      }
    }
  }

  private void fill(PostgresStore store, SyntheticCorpus corpus, int count, int batch) {
    store.open(COLLECTION, "bench");
    for (int from = 0; from < count; from += batch) {
      List<IndexedDocument> documents = new ArrayList<>();
      for (int i = from; i < Math.min(count, from + batch); i++) {
        IndexedDocument document = corpus.document(i);
        documents.add(document);
        List<String> terms = document.passages().getFirst().terms();
        chunks.add(terms);
        terms.stream().distinct().forEach(term -> frequencies.merge(term, 1, Integer::sum));
      }
      store.write(COLLECTION, documents);
    }
  }

  private static Timing measure(
      AgroalDataSource pool,
      String database,
      PostgresStore store,
      List<List<String>> queries,
      List<List<String>> fresh)
      throws Exception {
    try (Connection connection = pool.getConnection();
        ResultSet rows =
            connection.createStatement().executeQuery("SELECT count(*) FROM segment")) {
      rows.next();
      System.out.printf("%d segments%n", rows.getInt(1));
    }
    PostgresStore uncached =
        new PostgresStore(pool, 1, new PostgresStore.Tuning(0, Integer.MAX_VALUE, 50_000));
    Timing cached = Timing.of(database, 1, QUERIES, i -> find(store, queries.get(i)));
    cached.print("rows cached", cached);
    Timing.of(database, 1, QUERIES, i -> find(uncached, queries.get(i)))
        .print("rows fetched", cached);
    Timing.once(database, QUERIES, i -> find(store, fresh.get(i)))
        .print("cache, queries never asked", cached);
    Timing.of(database, 4, QUERIES, i -> find(store, queries.get(i))).print("rows cached", cached);
    return cached;
  }

  private static List<Hit> find(PostgresStore store, List<String> terms) {
    return store.keywords(COLLECTION, terms, K, Filter.NONE);
  }

  private void sparse(
      Connection connection,
      String database,
      PostgresStore store,
      List<List<String>> queries,
      Timing peer)
      throws SQLException, InterruptedException {
    var statement = connection.createStatement();
    statement.execute("CREATE TABLE sparse (id int PRIMARY KEY, v sparsevec(" + TERMS + "))");
    long start = System.nanoTime();
    insert(connection);
    System.out.printf("sparsevec written in %.1f s%n", Timing.seconds(start));
    size(connection, "sparse");
    Timing.of(database, 1, SCANS, i -> nearest(connection, queries.get(i)))
        .print("sparsevec, scanned", peer);
    statement.execute("SET maintenance_work_mem = '1GB'");
    start = System.nanoTime();
    statement.execute("CREATE INDEX sparse_hnsw ON sparse USING hnsw (v sparsevec_ip_ops)");
    System.out.printf("its HNSW made in %.1f s%n", Timing.seconds(start));
    size(connection, "sparse");
    statement.execute("SET enable_seqscan = off");
    for (int efSearch : new int[] {200, 1000}) {
      statement.execute("SET hnsw.ef_search = " + efSearch);
      Timing.of(database, 1, QUERIES, i -> nearest(connection, queries.get(i)))
          .print("sparsevec, HNSW, ef " + efSearch, peer);
      double recall = 0;
      for (List<String> query : queries) {
        Set<Long> exact = find(store, query).stream().map(Hit::passage).collect(Collectors.toSet());
        Set<Long> found = new HashSet<>(nearest(connection, query));
        found.retainAll(exact);
        recall += exact.isEmpty() ? 1 : (double) found.size() / exact.size();
      }
      System.out.printf("recall@%d %.3f%n", K, recall / queries.size());
    }
  }

  private static void size(Connection connection, String table) throws SQLException {
    try (ResultSet rows =
        connection
            .createStatement()
            .executeQuery(
                "SELECT pg_total_relation_size('%s') / 1e6,"
                    .formatted(table)
                    .concat(" pg_total_relation_size('posting') / 1e6"))) {
      rows.next();
      System.out.printf("%.0f MB, postings %.0f MB%n", rows.getDouble(1), rows.getDouble(2));
    }
  }

  /** Document weights with the average length of this moment; idf is the query's. */
  private void insert(Connection connection) throws SQLException {
    double average = chunks.stream().mapToInt(List::size).average().orElse(1);
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO sparse VALUES (?, ?::sparsevec)")) {
      for (int i = 0; i < chunks.size(); i++) {
        List<String> terms = chunks.get(i);
        Map<Integer, Double> weights = new TreeMap<>();
        terms.forEach(term -> weights.merge(index(term), 1.0, Double::sum));
        double norm = K1 * (1 - B + B * terms.size() / average);
        weights.replaceAll((term, tf) -> tf * (K1 + 1) / (tf + norm));
        statement.setInt(1, i + 1); // as the store numbers passages
        statement.setString(2, text(weights));
        statement.addBatch();
        if (i % 1000 == 999 || i == chunks.size() - 1) {
          statement.executeBatch();
        }
      }
    }
  }

  private static int index(String term) {
    return Integer.parseInt(term.substring(1)) + 1;
  }

  private static String text(Map<Integer, Double> weights) {
    return weights.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue().floatValue())
        .collect(Collectors.joining(",", "{", "}/" + TERMS));
  }

  private List<Long> nearest(Connection connection, List<String> query) {
    Map<Integer, Double> weights = new TreeMap<>();
    for (String term : query) {
      weights.put(index(term), idf(frequencies.getOrDefault(term, 0)));
    }
    List<Long> out = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM sparse ORDER BY v <#> ?::sparsevec LIMIT ?")) {
      statement.setString(1, text(weights));
      statement.setInt(2, K);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          out.add(rows.getLong(1));
        }
      }
      return out;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot search sparse vectors", e);
    }
  }

  private double idf(int df) {
    return Math.log(1 + (chunks.size() - df + 0.5) / (df + 0.5));
  }
}

package dev.loquat.bench;

import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.TopDocs;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The keyword path in PostgreSQL beside Lucene's, with synthetic chunks. Arguments: number of
 * chunks, chunks a write, {@code topics} or {@code flat}, and if wished a folder that keeps both
 * indexes and which of the steps to take, so that what was filled once can be asked again on a
 * quiet machine. Queries of 2 to 8 terms, top 100, from the store's entry to the ranked list. Says
 * of every state how many segments there are, and how far the scores are from Lucene's.
 */
public final class StoreBench {
  private static final int QUERIES = 400;
  private static final int K = 100;
  private static final long ASKED = 1_000_003; // seeds of random numbers
  private static final long FRESH = 1_000_033;

  private final String database;
  private final AgroalDataSource pool;
  private final PostgresStore cached;
  private final PostgresStore fetched;
  private final LucenePeer lucene;
  private final List<List<String>> asked;
  private final List<List<String>> fresh;

  private StoreBench(
      String database,
      AgroalDataSource pool,
      PostgresStore cached,
      LucenePeer lucene,
      boolean topics) {
    this.database = database;
    this.pool = pool;
    this.cached = cached;
    this.fetched =
        new PostgresStore(pool, 1, new PostgresStore.Tuning(0, Integer.MAX_VALUE, 50_000));
    this.lucene = lucene;
    this.asked = queries(new SyntheticCorpus(ASKED, topics, 0));
    this.fresh = queries(new SyntheticCorpus(FRESH, topics, 0));
  }

  public static void main(String[] arguments) throws Exception {
    StoreLoad.Sizes sizes =
        new StoreLoad.Sizes(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    boolean topics = arguments[2].equals("topics");
    Optional<Path> folder = Optional.of(arguments[3]).filter(f -> !f.isEmpty()).map(Path::of);
    PGSimpleDataSource source =
        folder
            .map(f -> TestPostgres.keptDatabase(f.resolve("postgres")))
            .orElseGet(TestPostgres::migratedDatabase);
    String database = source.getDatabaseName();
    try (AgroalDataSource pool = SmallPool.of(source);
        LucenePeer lucene = new LucenePeer(folder.map(f -> f.resolve("lucene")))) {
      PostgresStore cached = new PostgresStore(pool, 1);
      StoreLoad load = new StoreLoad(database, cached, sizes, topics);
      StoreBench bench = new StoreBench(database, pool, cached, lucene, topics);
      for (String step : arguments[4].split(",")) {
        switch (step) {
          case "fill" -> load.fill(lucene);
          case "ask" -> bench.ask();
          case "settle" -> load.settle();
          case "writers" -> load.whileOthersWrite(bench::askCached);
          case "replace" -> load.replace();
          default -> throw new IllegalArgumentException("no step \"" + step + '"');
        }
      }
    }
  }

  private static List<List<String>> queries(SyntheticCorpus corpus) {
    List<List<String>> out = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      out.add(corpus.query().stream().distinct().toList());
    }
    return out;
  }

  private void ask() throws Exception {
    System.out.printf("-- %s%n", size());
    lucene.finish(false);
    agree();
    Timing peer = Timing.of(database, 1, QUERIES, i -> lucene.search(asked.get(i), K));
    peer.print("Lucene", peer);
    Timing.of(database, 4, QUERIES, i -> lucene.search(asked.get(i), K)).print("Lucene", peer);
    for (int clients : new int[] {1, 4}) {
      Timing.of(database, clients, QUERIES, i -> find(fetched, asked.get(i)))
          .print("rows fetched", peer);
    }
    for (int clients : new int[] {1, 4}) {
      Timing.of(database, clients, QUERIES, i -> find(cached, asked.get(i)))
          .print("rows cached", peer);
    }
    Timing.once(database, QUERIES, i -> find(cached, fresh.get(i)))
        .print("cached, fresh queries", peer);
  }

  private void askCached(String state) throws InterruptedException {
    Timing timing = Timing.of(database, 1, QUERIES, i -> find(cached, asked.get(i)));
    timing.print("cached, " + state, timing);
  }

  private static List<Hit> find(PostgresStore store, List<String> query) {
    return store.keywords(StoreLoad.COLLECTION, query, K, Filter.NONE);
  }

  /** Lucene rounds lengths to one byte, and does not know of what is replaced here. */
  private void agree() {
    double off = 0;
    int n = 0;
    for (List<String> query : asked.subList(0, 50)) {
      TopDocs theirs = lucene.search(query, K);
      List<Hit> ours = find(fetched, query);
      for (int i = 0; i < Math.min(ours.size(), theirs.scoreDocs.length); i++) {
        off += Math.abs(ours.get(i).score() / (2.5 * theirs.scoreDocs[i].score) - 1);
        n++;
      }
    }
    System.out.printf("scores differ from Lucene's by %.2f %% on average%n", 100 * off / n);
  }

  private String size() throws SQLException {
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
}

package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.Hnsw;
import dev.loquat.store.PassageStore;
import dev.loquat.store.PassageStoreContract;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The contract with everything merged and HNSW in use. */
@Tag("server")
class PostgresVectorIndexIT extends PassageStoreContract {
  private static AgroalDataSource pool;
  private static PostgresStore store;

  @BeforeAll
  static void write() throws SQLException {
    PGSimpleDataSource database = TestPostgres.migratedDatabase();
    preferIndexes(database);
    pool = SmallPool.of(database);
    store = new PostgresStore(pool, 3, new PostgresStore.Tuning(1 << 20, 10, 1000));
    store.open(COLLECTION, ANALYZER);
    for (int from = 0; from < CORPUS.size(); from += 10) {
      store.write(COLLECTION, CORPUS.subList(from, from + 10));
    }
    store.compact(COLLECTION);
  }

  /**
   * So few vectors are compared one by one as fast, and whether the planner does that depends on
   * when tables were last analysed; here the index is what is to be tested.
   */
  private static void preferIndexes(PGSimpleDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE " + connection.getCatalog() + " SET enable_sort = off");
    }
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Override
  protected PassageStore store() {
    return store;
  }

  @Test
  void hasMergedItsSegmentsAndMadeAnIndexForEachModel() throws Exception {
    assertThat(count("segment")).isLessThan(12);
    assertThat(count("pg_indexes WHERE indexname LIKE 'embedding_hnsw%'")).isEqualTo(2);
  }

  @Test
  void recallsTheNearestAtTheDefaultAndRebuildsItsIndexForOtherSettings() throws Exception {
    SyntheticVectors vectors = new SyntheticVectors(1, 64);
    store.open("recall", ANALYZER);
    store.write("recall", vectors.documents(3000));
    store.compact("recall");
    assertThat(recall(vectors)).isGreaterThanOrEqualTo(0.98);
    assertThat(count("pg_indexes WHERE indexdef LIKE '%(64)%m=''16''%'")).isEqualTo(1);

    Hnsw coarse = new Hnsw(2, 4, 1);
    store.configure("recall", CollectionSettings.of(coarse));
    store.compact("recall");
    assertThat(store.collection("recall").hnsw()).contains(coarse);
    assertThat(count("pg_indexes WHERE indexdef LIKE '%(64)%m=''2''%'")).isEqualTo(1);
    assertThat(count("pg_indexes WHERE indexdef LIKE '%(64)%'")).isEqualTo(1);
    double worse = recall(vectors);
    assertThat(worse).as("of a worse index").isLessThan(0.9);
    store.configure("recall", CollectionSettings.of(new Hnsw(2, 4, 1000)));
    assertThat(recall(vectors)).as("of the same, searched longer").isGreaterThan(worse + 0.05);
    assertThat(store.drop("recall")).isTrue();
    assertThat(count("pg_indexes WHERE indexdef LIKE '%(64)%'")).isZero();
  }

  private static double recall(SyntheticVectors vectors) {
    PostgresStore scanning =
        new PostgresStore(pool, 3, new PostgresStore.Tuning(1 << 20, Integer.MAX_VALUE, 1000));
    int found = 0;
    for (int i = 0; i < 30; i++) {
      float[] query = vectors.vector();
      List<Hit> exact = scanning.nearest("recall", "synthetic", query, 20, Filter.NONE);
      Set<Long> nearest = new HashSet<>();
      exact.forEach(hit -> nearest.add(hit.passage()));
      for (Hit hit : store.nearest("recall", "synthetic", query, 20, Filter.NONE)) {
        found += nearest.contains(hit.passage()) ? 1 : 0;
      }
    }
    return found / (30.0 * 20);
  }

  private static int count(String from) throws Exception {
    try (var connection = pool.getConnection();
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + from)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}

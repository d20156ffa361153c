package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.PassageStore;
import dev.loquat.store.PassageStoreContract;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract with everything merged and HNSW in use. */
@Tag("server")
class PostgresVectorIndexIT extends PassageStoreContract {
  private static AgroalDataSource pool;
  private static PostgresStore store;

  @BeforeAll
  static void write() {
    pool = SmallPool.of(TestPostgres.migratedDatabase());
    store = new PostgresStore(pool, 3, new PostgresStore.Tuning(1 << 20, 10, 1000));
    store.open(COLLECTION, ANALYZER);
    for (int from = 0; from < CORPUS.size(); from += 10) {
      store.write(COLLECTION, CORPUS.subList(from, from + 10));
    }
    store.compact(COLLECTION);
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

  private static int count(String from) throws Exception {
    try (var connection = pool.getConnection();
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + from)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}

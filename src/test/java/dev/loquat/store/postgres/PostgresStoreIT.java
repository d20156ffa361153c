package dev.loquat.store.postgres;

import dev.loquat.store.PassageStore;
import dev.loquat.store.PassageStoreContract;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("server")
class PostgresStoreIT extends PassageStoreContract {
  private static AgroalDataSource pool;
  private static PostgresStore store;

  @BeforeAll
  static void write() {
    pool = SmallPool.of(TestPostgres.migratedDatabase());
    store = new PostgresStore(pool, 0);
    store.open(COLLECTION, ANALYZER);
    for (int from = 0; from < CORPUS.size(); from += 25) { // several segments
      store.write(COLLECTION, CORPUS.subList(from, Math.min(CORPUS.size(), from + 25)));
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
}

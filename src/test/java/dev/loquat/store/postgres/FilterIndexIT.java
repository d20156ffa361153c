package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Filters read few rows: by indexes, also as a role that owns nothing, whose conditions row-level
 * security keeps out of them; and, in tables that were never analysed, each document once.
 */
@Tag("server")
class FilterIndexIT {
  private static final String ROLE =
      "loquat_filters_" + UUID.randomUUID().toString().substring(0, 8);
  private static final int TENANT = 1;
  private static final int DOCUMENTS = 3000;
  private static PGSimpleDataSource database;
  private static AgroalDataSource pool;
  private static PostgresStore store;

  @BeforeEach
  void fill() throws SQLException {
    database = TestPostgres.migratedDatabase();
    asOwner(
        "CREATE ROLE " + ROLE + " LOGIN PASSWORD 'secret'",
        "SELECT loquat_admit('" + ROLE + "', " + TENANT + ")");
    for (String table :
        List.of("collection", "document", "passage", "document_value", "embedding")) {
      asOwner("ALTER TABLE " + table + " SET (autovacuum_enabled = off)"); // nor does it analyse
    }
    PGSimpleDataSource as = new PGSimpleDataSource();
    as.setUrl(TestPostgres.jdbcUrl(database));
    as.setUser(ROLE);
    as.setPassword("secret");
    pool = SmallPool.of(as, 1); // its one session counts what it reads
    store = new PostgresStore(pool, TENANT, new PostgresStore.Tuning(0, 100_000, 50_000));
    store.open("papers", "a");
    store.configure("papers", CollectionSettings.ofRanges(List.of("year", "day")));
    for (int from = 0; from < DOCUMENTS; from += 500) {
      store.write("papers", documents(from, from + 500));
    }
  }

  @AfterEach
  void leave() throws SQLException {
    pool.close();
    asOwner("DROP OWNED BY " + ROLE, "DROP ROLE " + ROLE);
  }

  private static void asOwner(String... statements) throws SQLException {
    try (Connection owner = database.getConnection();
        Statement statement = owner.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private static List<IndexedDocument> documents(int from, int to) {
    List<IndexedDocument> out = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Map<String, Object> metadata = new HashMap<>();
      metadata.put("year", i);
      metadata.put("day", "2024-%04d".formatted(i));
      metadata.put("lang", "l" + i % 100);
      if (i % 100 == 0) {
        metadata.put("rare", i);
      }
      var vector = new IndexedPassage.Embedded("m", new float[] {1, i});
      out.add(
          new IndexedDocument(
              new Document("d" + i, "", "word", Optional.empty(), metadata),
              "h",
              Optional.empty(),
              List.of(new IndexedPassage(0, 4, List.of("word"), Optional.of(vector)))));
    }
    return out;
  }

  @Test
  void withStatisticsConditionsAreFoundByTheirIndexes() throws SQLException {
    asOwner("ANALYZE");
    assertThat(scans("document_metadata", Map.of("lang", "l7"))).isPositive();
    assertThat(scans("document_metadata", Map.of("lang", List.of("l7", "l8")))).isPositive();
    assertThat(scans("document_fields", Map.of("rare", Map.of("exists", true)))).isPositive();
    assertThat(scans("document_value_number", Map.of("year", Map.of("gte", 100, "lt", 120))))
        .isPositive();
    assertThat(scans("document_value_text", Map.of("day", Map.of("lte", "2024-0009"))))
        .isPositive();
  }

  /** How often an index is searched for a filter. */
  private static long scans(String index, Map<String, ?> filter) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement counting = connection.createStatement()) {
      connection.setAutoCommit(false);
      int collection = new Reading(TENANT).collectionId(connection, "papers");
      assertThat(Allowed.of(TENANT, collection, Filter.of(filter)).passages(connection))
          .isNotEmpty();
      try (ResultSet count =
          counting.executeQuery("SELECT pg_stat_get_xact_numscans('" + index + "'::regclass)")) {
        count.next();
        return count.getLong(1);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  @Test
  void withoutStatisticsNothingIsComparedAllByAll() throws SQLException {
    Filter all = Filter.of(Map.of("year", Map.of("gte", 0)));
    long before = rowsRead();
    assertThat(store.keywords("papers", List.of("word"), 5, all)).hasSize(5);
    assertThat(rowsRead() - before).isLessThan(10L * DOCUMENTS);
    before = rowsRead();
    assertThat(store.nearest("papers", "m", new float[] {1, 1}, 5, all)).hasSize(5);
    assertThat(rowsRead() - before).isLessThan(10L * DOCUMENTS);
    before = rowsRead();
    store.write("papers", documents(0, 100));
    assertThat(rowsRead() - before).isLessThan(10L * DOCUMENTS);
    before = rowsRead();
    assertThat(store.stored("papers", List.of("d1", "d2", "d3"))).hasSize(3);
    assertThat(rowsRead() - before).isLessThan(100);
  }

  /** By all statements of the session so far, of tables and of indexes. */
  private static long rowsRead() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_stat_force_next_flush()");
      try (ResultSet sum =
          statement.executeQuery(
              "SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables)"
                  + " + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes)")) {
        sum.next();
        return sum.getLong(1);
      }
    }
  }
}

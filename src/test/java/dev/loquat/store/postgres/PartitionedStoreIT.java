package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.store.PassageStore;
import dev.loquat.store.PassageStoreContract;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The contract over tables that are partitioned by tenant and collection (ADR 0023). */
@Tag("server")
class PartitionedStoreIT extends PassageStoreContract {
  private static final List<String> TABLES =
      List.of("document", "passage", "embedding", "segment", "posting");

  /** As V011 has them: LIKE leaves triggers out. */
  private static final String VALUES_OF_RANGES =
      """
      CREATE TRIGGER document_values_inserted AFTER INSERT ON document
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION document_values_added();
      CREATE TRIGGER document_values_deleted AFTER DELETE ON document
        REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION document_values_removed();
      """;

  private static AgroalDataSource pool;
  private static PostgresStore store;

  @BeforeAll
  static void partition() throws SQLException {
    PGSimpleDataSource database = TestPostgres.migratedDatabase();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      for (String table : TABLES) {
        partition(statement, table);
      }
      statement.execute(VALUES_OF_RANGES);
    }
    pool = SmallPool.of(database);
    store = new PostgresStore(pool, 1);
    store.open(COLLECTION, ANALYZER);
    for (int i = 0; i < CORPUS.size(); i += 10) {
      store.write(COLLECTION, CORPUS.subList(i, Math.min(CORPUS.size(), i + 10)));
    }
    store.compact(COLLECTION);
  }

  private static void partition(Statement statement, String table) throws SQLException {
    statement.execute("ALTER TABLE " + table + " RENAME TO unpartitioned");
    statement.execute(
        "CREATE TABLE %s (LIKE unpartitioned INCLUDING ALL) PARTITION BY HASH (tenant, collection)"
            .formatted(table));
    for (int i = 0; i < 3; i++) {
      statement.execute(
          "CREATE TABLE %1$s_%2$d PARTITION OF %1$s FOR VALUES WITH (MODULUS 3, REMAINDER %2$d)"
              .formatted(table, i));
    }
    statement.execute("DROP TABLE unpartitioned");
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
  void rangesOfDeclaredFieldsFindWhatIsWritten() {
    store.open("ranges", ANALYZER);
    store.configure("ranges", CollectionSettings.ofRanges(List.of("year")));
    Document document =
        new Document("d", "", "word", Optional.empty(), Map.of("year", 2024, "lang", "en"));
    store.write(
        "ranges",
        List.of(
            new IndexedDocument(
                document,
                "h",
                Optional.empty(),
                List.of(new IndexedPassage(0, 4, List.of("word"), Optional.empty())))));
    Filter recent = Filter.of(Map.of("year", Map.of("gte", 2020), "lang", Map.of("exists", true)));
    assertThat(store.keywords("ranges", List.of("word"), 10, recent)).hasSize(1);
    store.delete("ranges", List.of("d"));
    assertThat(store.keywords("ranges", List.of("word"), 10, recent)).isEmpty();
    assertThat(store.drop("ranges")).isTrue();
  }

  @Test
  void collectionsLieInDifferentPartitionsAndAreDroppedWhole() throws SQLException {
    for (int i = 0; i < 12; i++) {
      store.open("c" + i, ANALYZER);
      store.write("c" + i, CORPUS.subList(0, 2));
    }
    try (var connection = pool.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT count(DISTINCT tableoid) FROM posting")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(3);
    }
    assertThat(store.delete("c3", List.of(CORPUS.get(0).document().id()))).isEqualTo(1);
    for (int i = 0; i < 12; i++) {
      assertThat(store.keywords("c" + i, List.of("词0"), 10, Filter.NONE)).isNotEmpty();
      assertThat(store.drop("c" + i)).isTrue();
    }
  }
}

package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.rank.FusionChoice;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.store.StoreUnavailableException;
import dev.loquat.store.TuningEvidence;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("server")
class PostgresTroubleIT {
  private static final TuningEvidence EVIDENCE =
      new TuningEvidence(7, 0.5, 0.4, 0.6, 0.45, 0.9, 31, "2026-01-01T00:00:00Z");

  private static AgroalDataSource pool;
  private static PostgresStore store;

  @BeforeAll
  static void open() {
    pool = SmallPool.of(TestPostgres.migratedDatabase());
    store = new PostgresStore(pool, 0);
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Test
  void saysThatTheDatabaseIsAway() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=2");
    assertThatThrownBy(() -> new PostgresStore(nowhere, 0).collections())
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void saysThatTheTablesAreNotThere() {
    assertThatThrownBy(() -> new PostgresStore(TestPostgres.emptyDatabase(), 0).collections())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("collection");
  }

  @Test
  void refusesACollectionOfAnotherAnalyzerOnceItHasDocuments() {
    store.open("versions", "one");
    assertThat(store.open("versions", "two").analyzer()).isEqualTo("two");
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("UPDATE collection SET documents = 1 WHERE name = 'versions'");
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
    assertThatThrownBy(() -> store.open("versions", "three"))
        .isInstanceOf(IndexMismatchException.class)
        .hasMessageContaining("two")
        .hasMessageContaining("three");
  }

  @Test
  void keepsTheTunedFusion() {
    store.open("tuned", "a");
    store.tune("tuned", new FusionChoice(FusionChoice.Method.RRF, 0.3), EVIDENCE);
    assertThat(store.collection("tuned").fusion())
        .contains(new FusionChoice(FusionChoice.Method.RRF, 0.3));
    assertThat(store.collection("tuned").evidence()).contains(EVIDENCE);
  }

  @Test
  void keepsTenantsApart() {
    store.open("mine", "a");
    PostgresStore other = new PostgresStore(pool, 1);
    assertThatThrownBy(() -> other.collection("mine"))
        .isInstanceOf(UnknownCollectionException.class);
    other.open("mine", "b");
    assertThat(store.collection("mine").analyzer()).isEqualTo("a");
    assertThat(other.drop("mine")).isTrue();
    assertThat(other.drop("mine")).isFalse();
    assertThat(store.collection("mine").analyzer()).isEqualTo("a");
  }

  @Test
  void endsTheStatementAtTheServerWhenItsThreadIsInterrupted() throws Exception {
    Database database = new Database(pool);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    database.read(
                        c -> c.createStatement().execute("SELECT pg_sleep(60) /* abandoned */"));
                  } catch (StoreUnavailableException e) {
                    thrown.set(e);
                  }
                });
    await("1");
    thread.interrupt();
    thread.join();
    assertThat(thrown.get()).isInstanceOf(StoreUnavailableException.class);
    await("0");
  }

  /** Until so many abandoned statements run at the server; the test's own limit ends it. */
  private static void await(String count) throws Exception {
    long end = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < end) {
      try (var connection = pool.getConnection();
          var rows =
              connection
                  .createStatement()
                  .executeQuery(
                      "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                          + " AND pid <> pg_backend_pid() AND query LIKE '%/* abandoned%'")) {
        rows.next();
        if (rows.getString(1).equals(count)) {
          return;
        }
      }
    }
    throw new AssertionError("not " + count + " within ten seconds");
  }

  @Test
  void forgetsWhatItKnewOfACollectionThatIsMadeAnew() {
    for (String word : List.of("one", "two")) {
      store.drop("anew");
      store.open("anew", "a");
      store.write(
          "anew",
          List.of(
              new IndexedDocument(
                  new Document(word, "", "x", Optional.empty(), Map.of()),
                  "h",
                  Optional.empty(),
                  List.of(new IndexedPassage(0, 1, List.of("same", word), Optional.empty())))));
      assertThat(store.keywords("anew", List.of("same", word), 9, Filter.NONE)).hasSize(1);
      long key = store.keywords("anew", List.of("same"), 9, Filter.NONE).getFirst().passage();
      assertThat(store.passages("anew", List.of(key)).getFirst().document()).isEqualTo(word);
    }
    assertThat(store.keywords("anew", List.of("one"), 9, Filter.NONE)).isEmpty();
  }

  @Test
  void answersWhileACollectionIsBeingDropped() {
    store.open("dropped", "a");
    store.drop("dropped");
    assertThatThrownBy(() -> store.keywords("dropped", List.of("a"), 1, Filter.NONE))
        .isInstanceOf(UnknownCollectionException.class);
  }
}

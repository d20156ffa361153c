package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loquat.rank.FusionChoice;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.store.KeywordMatches;
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
      store.write("anew", List.of(document(word, List.of("same", word), new float[] {1, 0})));
      assertThat(store.keywords("anew", List.of("same", word), 9, Filter.NONE)).hasSize(1);
      long key = store.keywords("anew", List.of("same"), 9, Filter.NONE).getFirst().passage();
      assertThat(store.passages("anew", List.of(key)).getFirst().document()).isEqualTo(word);
      for (int again = 0; again < 2; again++) {
        assertThat(store.nearest("anew", "m", new float[] {1, 0}, 9, Filter.NONE))
            .extracting(Hit::passage)
            .containsExactly(key);
      }
    }
    assertThat(store.keywords("anew", List.of("one"), 9, Filter.NONE)).isEmpty();
    store.drop("anew");
    assertThatThrownBy(() -> store.nearest("anew", "m", new float[] {1, 0}, 9, Filter.NONE))
        .isInstanceOf(UnknownCollectionException.class);
  }

  @Test
  void knowsOfVectorsThatHaveComeSinceOrAreOfAnotherDimension() {
    store.open("vectors", "a");
    float[] query = {1, 0};
    assertThat(store.nearest("vectors", "m", query, 9, Filter.NONE)).isEmpty();
    store.write("vectors", List.of(document("one", List.of("x"), query)));
    assertThat(store.nearest("vectors", "m", query, 9, Filter.NONE)).hasSize(1);
    store.write("vectors", List.of(document("two", List.of("x"), new float[] {0, 1})));
    assertThat(store.nearest("vectors", "m", query, 9, Filter.NONE)).hasSize(2);
    assertThatThrownBy(() -> store.nearest("vectors", "m", new float[3], 9, Filter.NONE))
        .isInstanceOf(IndexMismatchException.class)
        .hasMessageContaining("2 dimensions, the query's 3");
    store.delete("vectors", List.of("one", "two"));
    assertThat(store.nearest("vectors", "m", query, 9, Filter.NONE)).isEmpty();
  }

  @Test
  void explainsInTheStateThatWasSearched() {
    store.open("state", "a");
    store.write("state", List.of(document("one", List.of("same"), new float[] {1, 0})));
    KeywordMatches found = store.match("state", List.of("same"), 9, Filter.NONE);
    store.delete("state", List.of("one"));
    Hit hit = found.hits().getFirst();
    assertThat(found.explained().apply(List.of(hit.passage(), -1L)))
        .containsOnlyKeys(hit.passage())
        .extractingByKey(hit.passage())
        .satisfies(
            terms -> assertThat(terms.getFirst().score()).isCloseTo(hit.score(), within(1e-6)));
    assertThat(store.explain("state", List.of("same"), List.of(hit.passage()))).isEmpty();
  }

  private static IndexedDocument document(String id, List<String> terms, float[] vector) {
    return new IndexedDocument(
        new Document(id, "", "x", Optional.empty(), Map.of()),
        "h",
        Optional.empty(),
        List.of(
            new IndexedPassage(
                0, 1, terms, Optional.of(new IndexedPassage.Embedded("m", vector)))));
  }

  @Test
  void answersWhileACollectionIsBeingDropped() {
    store.open("dropped", "a");
    store.drop("dropped");
    assertThatThrownBy(() -> store.keywords("dropped", List.of("a"), 1, Filter.NONE))
        .isInstanceOf(UnknownCollectionException.class);
  }
}

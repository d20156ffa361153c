package dev.loquat.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.embed.EmbeddingModels;
import dev.loquat.embed.EmbeddingUnavailableException;
import dev.loquat.rank.FusionChoice;
import dev.loquat.retrieve.Retrieval;
import dev.loquat.retrieve.RetrievalQuery;
import dev.loquat.retrieve.Retriever;
import dev.loquat.store.CollectionSettings;
import dev.loquat.store.Document;
import dev.loquat.store.Embedding;
import dev.loquat.store.Filter;
import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.HashEmbeddings;
import dev.loquat.testing.ScriptedEmbeddings;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Collections change from the packaged models to a server's with other dimensions, and back. */
@Tag("server")
class ReembeddingIT {
  private static final String REMOTE = "remote";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final FusionChoice VECTORS = new FusionChoice(FusionChoice.Method.LINEAR, 0);
  private static AgroalDataSource pool;
  private static PostgresStore store;

  private final ScriptedEmbeddings server = new ScriptedEmbeddings(1536);
  private final HashEmbeddings local = new HashEmbeddings();
  private final EmbeddingModels models = local.models();
  private final Indexer indexer = new Indexer(Analyzer.standard(), models);
  private final Reembedding reembedding = new Reembedding(store, indexer);
  private final Ingestor ingestor =
      new Ingestor(store, indexer, Analyzers.only(Analyzer.standard()), IngestLimits.DEFAULT);
  private final Retriever retriever =
      new Retriever(store, Analyzers.only(Analyzer.standard()), models, Duration.ofSeconds(10));

  ReembeddingIT() {
    models.add(REMOTE, "", server::model);
  }

  @BeforeAll
  static void open() {
    pool = SmallPool.of(TestPostgres.migratedDatabase());
    // Indexes from 100 vectors on, so that this test sees some.
    store = new PostgresStore(pool, 0, new PostgresStore.Tuning(1 << 20, 100, 50_000));
  }

  @AfterEach
  void end() {
    reembedding.close();
    models.close();
    server.close();
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private void fill(String collection, int from, int to) {
    ingestor.ingest(
        collection,
        IntStream.range(from, to).mapToObj(ReembeddingIT::document).toList(),
        Optional.empty());
  }

  private static Document document(int i) {
    return new Document(
        "d" + i,
        "Title " + i,
        "# Part\n\nThe word number" + i + " is here.",
        Optional.empty(),
        Map.of());
  }

  private Retrieval retrieve(String collection, String query) {
    return retriever.retrieve(
        new RetrievalQuery(
            query,
            collection,
            3,
            Optional.of(VECTORS),
            Filter.NONE,
            false,
            OptionalDouble.empty()));
  }

  private String best(String collection, String query) {
    Retrieval answer = retrieve(collection, query);
    assertThat(answer.degraded()).isEmpty();
    return answer.passages().getFirst().passage().document();
  }

  private static void change(String collection, String model) {
    List<String> names = model.equals("auto") ? EmbeddingModels.BY_LANGUAGE : List.of(model);
    store.configure(collection, CollectionSettings.ofModels(names));
  }

  private static Embedding embedding(String collection) {
    return store.collection(collection).embedding().orElseThrow();
  }

  private static int rows(String sql) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Test
  void oldVectorsAnswerUntilAllNewOnesAreThereAndAreRemovedThen() {
    fill("moving", 0, 300);
    store.compact("moving");
    change("moving", REMOTE);
    assertThat(embedding("moving").models()).isEqualTo(EmbeddingModels.BY_LANGUAGE);
    assertThat(embedding("moving").change()).contains(new Embedding.Change(List.of(REMOTE), 0));
    assertThat(reembedding.run("moving", Duration.ZERO)).isFalse();
    assertThat(embedding("moving").change().orElseThrow().done()).isEqualTo(128);
    int queriesBefore = server.texts().size();
    assertThat(best("moving", "Title 7 number7")).isEqualTo("d7");
    assertThat(server.texts()).as("asked of the old model").hasSize(queriesBefore);

    assertThat(reembedding.run("moving", LONG)).isTrue();
    assertThat(embedding("moving")).isEqualTo(new Embedding(List.of(REMOTE), Optional.empty()));
    assertThat(store.collection("moving").models()).isEqualTo(Map.of(REMOTE, 300L));
    assertThat(best("moving", "Title 7 number7")).isEqualTo("d7");
    assertThat(server.texts().getLast()).isEqualTo("Title 7 number7");
    String number = "SELECT id FROM collection WHERE name = 'moving'";
    assertThat(rows("SELECT count(*) FROM embedding WHERE collection = (" + number + ")"))
        .isEqualTo(300);
    String indexes =
        "SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'embedding_hnsw_' || (%s) || '_%%'"
            .formatted(number);
    assertThat(rows(indexes)).as("the new model's index, not the old one's").isEqualTo(1);
    String id = "" + rows(number);
    store.drop("moving");
    assertThat(rows(indexes.replace("(" + number + ")", id))).isZero();
  }

  @Test
  void newVectorsAreThoseThatIngestingWouldMake() {
    Document document =
        new Document(
            "a",
            "Whole",
            "# One\n\nFirst words.\n\n## Two\n\n"
                + "A sentence of some words. ".repeat(200)
                + "\n\n# Three\n\n### Four\n\nLast words.",
            Optional.empty(),
            Map.of());
    ingestor.ingest("alike", List.of(document), Optional.empty());
    change("alike", REMOTE);
    reembedding.run("alike", LONG);
    List<String> asked = List.copyOf(server.texts());
    assertThat(asked).hasSizeGreaterThan(4);
    assertThat(
            indexer.withModels(List.of(REMOTE)).draft(document).pieces().stream()
                .map(Indexer.Piece::embedText))
        .containsExactlyElementsOf(asked);
    Document fresh = indexer.withLanguage(document);
    assertThat(indexer.hash(fresh))
        .as("ingesting it again changes nothing")
        .isEqualTo(store.stored("alike", List.of("a")).get("a").hash());
  }

  @Test
  void documentsWrittenMeanwhileAreTakenAlong() {
    fill("growing", 0, 130);
    change("growing", REMOTE);
    AtomicInteger more = new AtomicInteger(130);
    server.before(
        () -> {
          if (more.get() < 133) {
            int i = more.getAndIncrement();
            fill("growing", i, i + 1);
            ingestor.delete("growing", "d" + (i - 130));
          }
        });
    assertThat(reembedding.run("growing", LONG)).isTrue();
    server.before(() -> {});
    assertThat(store.collection("growing").models()).isEqualTo(Map.of(REMOTE, 130L));
    fill("growing", 200, 201);
    assertThat(store.collection("growing").models()).isEqualTo(Map.of(REMOTE, 131L));
    assertThat(best("growing", "Title 132 number132")).isEqualTo("d132");
    assertThat(best("growing", "Title 200 number200")).isEqualTo("d200");
  }

  @Test
  void aRunThatEndsMidwayIsContinuedByAnotherProcessWithoutDoingAnythingTwice() {
    fill("broken", 0, 300);
    change("broken", REMOTE);
    server.failsAfter(1);
    assertThatThrownBy(() -> reembedding.run("broken", LONG))
        .isInstanceOf(EmbeddingUnavailableException.class);
    assertThat(best("broken", "Title 7 number7")).isEqualTo("d7");
    server.failsAfter(1000);
    try (Reembedding other = new Reembedding(new PostgresStore(pool, 0), indexer)) {
      assertThat(other.run("broken", LONG)).isTrue();
    }
    assertThat(server.texts()).hasSize(300).doesNotHaveDuplicates();
    assertThat(embedding("broken").models()).containsExactly(REMOTE);
  }

  @Test
  void onlyOneProcessAtATimeMakesTheVectorsOfACollection() {
    fill("shared", 0, 10);
    change("shared", REMOTE);
    AtomicReference<Boolean> finished = new AtomicReference<>();
    server.before(
        () -> {
          try (Reembedding other = new Reembedding(new PostgresStore(pool, 0), indexer)) {
            finished.set(other.run("shared", LONG));
          }
        });
    assertThat(reembedding.run("shared", LONG)).isTrue();
    assertThat(finished.get()).isFalse();
    assertThat(server.texts()).hasSize(10);
  }

  @Test
  void aChangeBackKeepsTheVectorsThatAreStillThere() {
    fill("back", 0, 140);
    int embedded = local.embedded();
    change("back", REMOTE);
    reembedding.run("back", Duration.ZERO);
    change("back", "auto");
    assertThat(reembedding.run("back", LONG)).isTrue();
    assertThat(local.embedded()).isEqualTo(embedded);
    assertThat(store.collection("back").models()).isEqualTo(Map.of(EmbeddingModels.EN, 140L));
    change("back", "auto");
    assertThat(embedding("back").change()).isEmpty();
  }

  @Test
  void betweenOneModelAndOneForEachLanguageOnlyWhatIsMissingIsMade() {
    List<Document> both = new ArrayList<>();
    both.add(new Document("zh", "", "香蕉是黄色的水果，很多人喜欢吃香蕉。", Optional.empty(), Map.of()));
    both.add(document(1));
    ingestor.ingest("languages", both, Optional.empty());
    change("languages", EmbeddingModels.EN);
    int before = local.embedded();
    assertThat(reembedding.run("languages", LONG)).isTrue();
    assertThat(local.embedded()).isEqualTo(before + 1);
    assertThat(store.collection("languages").models()).isEqualTo(Map.of(EmbeddingModels.EN, 2L));
    change("languages", "auto");
    assertThat(reembedding.run("languages", LONG)).isTrue();
    assertThat(store.collection("languages").models())
        .as("the English vector of the Chinese text is left where it is, and not searched")
        .containsEntry(EmbeddingModels.ZH, 1L);
    assertThat(best("languages", "香蕉是黄色的水果，很多人喜欢吃香蕉。")).isEqualTo("zh");
  }

  @Test
  void documentsThatWereEmbeddedForTheOldModelsAreEmbeddedAnewWhenTheyComeTooLate() {
    fill("late", 0, 5);
    List<IndexedDocument> late = indexer.index(List.of(document(9)), Optional.empty());
    change("late", REMOTE);
    reembedding.run("late", LONG);
    store.write("late", late);
    assertThat(embedding("late").change()).isPresent();
    assertThat(reembedding.run("late", LONG)).isTrue();
    assertThat(server.texts()).hasSize(6);
    assertThat(store.collection("late").models()).isEqualTo(Map.of(REMOTE, 6L));
    assertThat(best("late", "Title 9 number9")).isEqualTo("d9");
  }

  @Test
  void anEmptyCollectionHasItsModelAtOnce() {
    store.open("empty", Analyzer.standard().version());
    change("empty", REMOTE);
    assertThat(embedding("empty")).isEqualTo(new Embedding(List.of(REMOTE), Optional.empty()));
    fill("empty", 0, 2);
    assertThat(store.collection("empty").models()).isEqualTo(Map.of(REMOTE, 2L));
    assertThat(local.embedded()).isZero();
  }

  @Test
  void aQueryThatBeganBeforeTheExchangeIsAnsweredByTheNewVectors() {
    fill("racing", 0, 5);
    change("racing", REMOTE);
    AtomicInteger queries = new AtomicInteger();
    EmbeddingModels racing = new EmbeddingModels();
    racing.add(REMOTE, "", server::model);
    racing.add(
        EmbeddingModels.EN,
        "",
        () -> {
          queries.incrementAndGet(); // between the look at the collection and the search
          reembedding.run("racing", LONG);
          return local;
        });
    try (racing) {
      Retriever racer =
          new Retriever(store, Analyzers.only(Analyzer.standard()), racing, Duration.ofSeconds(10));
      Retrieval answer =
          racer.retrieve(
              new RetrievalQuery(
                  "number3",
                  "racing",
                  3,
                  Optional.empty(),
                  Filter.NONE,
                  false,
                  OptionalDouble.empty()));
      assertThat(queries).hasValue(1);
      assertThat(answer.degraded()).isEmpty();
      assertThat(answer.passages().getFirst().similarity()).isPresent();
    }
  }

  @Test
  void aCollectionThatIsRemovedEndsTheWork() {
    fill("removed", 0, 200);
    change("removed", REMOTE);
    server.before(() -> store.drop("removed"));
    assertThatThrownBy(() -> reembedding.run("removed", LONG))
        .isInstanceOf(UnknownCollectionException.class);
    assertThat(
            rows(
                "SELECT count(*) FROM embedding e WHERE NOT EXISTS"
                    + " (SELECT FROM collection c WHERE c.id = e.collection)"))
        .isZero();
  }

  @Test
  void aModelThatIsUnknownHereIsToldAndNothingIsWritten() {
    store.open("elsewhere", Analyzer.standard().version());
    change("elsewhere", "theirs");
    assertThatThrownBy(() -> fill("elsewhere", 0, 1))
        .isInstanceOf(IndexMismatchException.class)
        .hasMessageContaining("elsewhere")
        .hasMessageContaining("theirs");
    assertThat(store.collection("elsewhere").documents()).isZero();
  }
}

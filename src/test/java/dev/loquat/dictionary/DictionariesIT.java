package dev.loquat.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.ingest.Indexer;
import dev.loquat.ingest.IngestLimits;
import dev.loquat.ingest.Ingestor;
import dev.loquat.retrieve.RetrievalQuery;
import dev.loquat.retrieve.Retriever;
import dev.loquat.store.Document;
import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.HashEmbeddings;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import dev.loquat.text.Mode;
import dev.loquat.text.Token;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class DictionariesIT {
  private static final String WORD = "枇杷函数库";
  private static final String TEXT = "我们用枇杷函数库写程序";
  private static AgroalDataSource pool;
  private final HashEmbeddings embeddings = new HashEmbeddings();

  @BeforeAll
  static void openPool() {
    pool = SmallPool.of(TestPostgres.migratedDatabase());
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    sql("TRUNCATE dictionary_word");
  }

  @Test
  void aCommittedChangeIsInForceWithoutARestart() throws SQLException {
    try (Dictionaries dictionaries = open()) {
      assertThat(words(dictionaries.current())).doesNotContain(WORD);
      sql("INSERT INTO dictionary_word VALUES ('枇杷函数库', 'Infinity', 'NR')");
      untilHas(dictionaries, true);
      sql("DELETE FROM dictionary_word");
      untilHas(dictionaries, false);
    }
  }

  @Test
  void aTransactionIsSeenAsAWholeOrNotAtAll() throws SQLException {
    try (Dictionaries dictionaries = open();
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO dictionary_word VALUES ('枇杷函数库', 'Infinity')");
      dictionaries.refresh();
      assertThat(words(dictionaries.current())).doesNotContain(WORD);
      statement.execute("INSERT INTO dictionary_word VALUES ('写程序', 'Infinity')");
      connection.commit();
      connection.setAutoCommit(true);
      dictionaries.refresh();
      assertThat(words(dictionaries.current())).containsExactly("我们", "用", WORD, "写程序");
    }
  }

  @Test
  void aWordThatCannotBeReadLeavesTheLastGoodWordsInForce() throws SQLException {
    sql("INSERT INTO dictionary_word VALUES ('枇杷函数库', 'Infinity')");
    try (Dictionaries dictionaries = open()) {
      dictionaries.refresh();
      sql("INSERT INTO dictionary_word VALUES (repeat('𠮷', 40), 1)");
      dictionaries.refresh();
      assertThat(words(dictionaries.current())).contains(WORD);
    }
  }

  @Test
  void theTableRefusesWhatIsNoWord() {
    assertThatThrownBy(() -> sql("INSERT INTO dictionary_word VALUES ('a b')"))
        .hasMessageContaining("dictionary_word");
    assertThatThrownBy(() -> sql("INSERT INTO dictionary_word VALUES ('ab', -1)"))
        .hasMessageContaining("weight");
    assertThatThrownBy(() -> sql("INSERT INTO dictionary_word VALUES ('ab', 'NaN')"))
        .hasMessageContaining("weight");
    assertThatThrownBy(() -> sql("INSERT INTO dictionary_word VALUES ('ab', 1, 'N N')"))
        .hasMessageContaining("tag");
  }

  @Test
  void aCollectionKeepsTheWordsItWasBuiltWithEvenAfterARestart() throws SQLException {
    sql("INSERT INTO dictionary_word VALUES ('枇杷函数库', 'Infinity')");
    PostgresStore store = new PostgresStore(pool, 0);
    String built;
    try (Dictionaries dictionaries = open()) {
      dictionaries.refresh();
      built = dictionaries.current().version();
      ingest(store, dictionaries, "kept", "first");
    }
    sql("DELETE FROM dictionary_word");
    try (Dictionaries dictionaries = open()) {
      dictionaries.refresh();
      assertThat(dictionaries.current().version()).isEqualTo(Analyzer.standard().version());
      ingest(store, dictionaries, "kept", "second");
      ingest(store, dictionaries, "new", "third");

      assertThat(store.collection("kept").analyzer()).isEqualTo(built);
      assertThat(store.collection("new").analyzer()).isEqualTo(Analyzer.standard().version());
      assertThat(found(store, dictionaries, "kept")).containsExactlyInAnyOrder("first", "second");
      assertThat(found(store, dictionaries, "new")).containsExactly("third");
    }
  }

  @Test
  void aCollectionWhoseWordsAreLostIsReportedAndNotMixed() throws SQLException {
    sql("INSERT INTO dictionary_word VALUES ('枇杷函数库', 'Infinity')");
    PostgresStore store = new PostgresStore(pool, 0);
    try (Dictionaries dictionaries = open()) {
      dictionaries.refresh();
      ingest(store, dictionaries, "lost", "first");
    }
    sql("DELETE FROM dictionary_word");
    sql("DELETE FROM dictionary_version");
    try (Dictionaries dictionaries = open()) {
      dictionaries.refresh();
      assertThatThrownBy(() -> found(store, dictionaries, "lost"))
          .isInstanceOf(IndexMismatchException.class)
          .hasMessageContaining("ingest it again");
      assertThatThrownBy(() -> ingest(store, dictionaries, "lost", "second"))
          .isInstanceOf(IndexMismatchException.class);
    }
  }

  private void ingest(PostgresStore store, Analyzers analyzers, String collection, String id) {
    Indexer indexer = new Indexer(Analyzer.standard(), embeddings.models());
    Document document = new Document(id, "", TEXT, Optional.empty(), Map.of());
    new Ingestor(store, indexer, analyzers, new IngestLimits(10, 1000, 64))
        .ingest(collection, List.of(document), Optional.empty());
  }

  private List<String> found(PostgresStore store, Analyzers analyzers, String collection) {
    return new Retriever(store, analyzers, embeddings.models(), Duration.ofSeconds(10))
        .retrieve(RetrievalQuery.of(WORD, collection, 5)).passages().stream()
            .filter(p -> p.bm25().isPresent())
            .map(p -> p.passage().document())
            .toList();
  }

  private static Dictionaries open() {
    return Dictionaries.open(List.of(), 100, Optional.of(pool));
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  private static void untilHas(Dictionaries dictionaries, boolean wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (words(dictionaries.current()).contains(WORD) != wanted) {
      assertThat(System.nanoTime()).as("in force within 20 s").isLessThan(end);
    }
  }

  private static List<String> words(Analyzer analyzer) {
    return analyzer.withoutNames().analyze(TEXT, Mode.PRECISE, "zh").tokens().stream()
        .map(Token::text)
        .toList();
  }
}

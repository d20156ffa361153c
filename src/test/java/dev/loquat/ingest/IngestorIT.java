package dev.loquat.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.postgres.PostgresStore;
import dev.loquat.testing.HashEmbeddings;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import dev.loquat.text.Term;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class IngestorIT {
  private static AgroalDataSource pool;
  private static PostgresStore store;
  private final HashEmbeddings embeddings = new HashEmbeddings();
  private final Ingestor ingestor =
      new Ingestor(
          store,
          new Indexer(Analyzer.standard(), embeddings.models()),
          Analyzers.only(Analyzer.standard()),
          new IngestLimits(100, 10_000, 64));

  @BeforeAll
  static void open() {
    pool = SmallPool.of(TestPostgres.migratedDatabase());
    store = new PostgresStore(pool, 0);
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private static Document document(String id, String text) {
    return new Document(id, "Title", text, Optional.empty(), Map.of());
  }

  private IngestReport ingest(String collection, Document... documents) {
    return ingestor.ingest(collection, List.of(documents), Optional.empty());
  }

  private static List<String> found(String collection, String query) {
    List<String> terms = Analyzer.standard().terms(query).stream().map(Term::text).toList();
    List<Long> keys =
        store.keywords(collection, terms, 100, Filter.NONE).stream().map(h -> h.passage()).toList();
    return store.passages(collection, keys).stream().map(p -> p.document()).distinct().toList();
  }

  @Test
  void reportsAddedUpdatedAndUnchangedAndEmbedsOnlyWhatChanged() {
    assertThat(ingest("c1", document("a", "Apples are red."), document("b", "香蕉是黄色的。")))
        .isEqualTo(new IngestReport(2, 0, 0, 0, 0, 2, List.of()));
    int before = embeddings.embedded();
    assertThat(ingest("c1", document("a", "Apples are red."), document("b", "梨是绿色的。")))
        .isEqualTo(new IngestReport(0, 1, 1, 0, 0, 1, List.of()));
    assertThat(embeddings.embedded()).isEqualTo(before + 1);
    assertThat(found("c1", "香蕉")).isEmpty();
    assertThat(found("c1", "梨")).containsExactly("b");
    assertThat(store.collection("c1").documents()).isEqualTo(2);
    assertThat(store.collection("c1").passages()).isEqualTo(2);
    assertThat(store.document("c1", "b").orElseThrow().metadata()).containsEntry("lang", "zh");
  }

  @Test
  void keepsTheGoodDocumentsOfABatchAndNamesWhatIsWrongWithTheOthers() {
    IngestReport report =
        ingest(
            "c2",
            document("good", "Fine."),
            document("blank", "  \n"),
            document("nul", "a\0b"),
            document("lone", "ab\ud83d"),
            document("long", "x".repeat(10_001)),
            document("", "no id"),
            new Document("meta", "", "t", Optional.empty(), Map.of("x", "\0")),
            document("文档 😀/?#", "Any Unicode is an id."));
    assertThat(report.added()).isEqualTo(2);
    assertThat(report.failed())
        .extracting(IngestReport.Failure::detail)
        .containsExactly(
            "text must not be blank",
            "text has a NUL character at 1",
            "text has an unpaired surrogate at 2",
            "text has 10001 characters, more than 10000 allowed",
            "id must not be blank",
            "metadata.x has a NUL character at 0");
    assertThat(found("c2", "unicode")).containsExactly("文档 😀/?#");
  }

  @Test
  void takesTheLastOfTwoVersionsInOneCall() {
    IngestReport report = ingest("c3", document("a", "First."), document("a", "Second."));
    assertThat(report.added()).isEqualTo(1);
    assertThat(report.updated()).isEqualTo(1);
    assertThat(found("c3", "first")).isEmpty();
    assertThat(found("c3", "second")).containsExactly("a");
  }

  @Test
  void removesWhatIsNoLongerAtItsSource() {
    List<Document> docs = List.of(document("a", "Alpha."), document("b", "Beta."));
    ingestor.ingest("c4", docs, Optional.of("folder"));
    ingest("c4", document("own", "Gamma."));
    assertThat(ingestor.sync("c4", "folder", List.of("a")).removed()).isEqualTo(1);
    assertThat(ingestor.sync("c4", "folder", List.of("a")).removed()).isZero();
    assertThat(found("c4", "beta")).isEmpty();
    assertThat(found("c4", "gamma")).containsExactly("own");
    assertThat(store.document("c4", "b")).isEmpty();
    ingest("c4", document("a", "Alpha two."));
    assertThat(store.documentsOf("c4", "folder")).containsExactly("a");
  }

  @Test
  void adoptsUnchangedDocumentsIntoASource() {
    ingest("c5", document("a", "Alpha."));
    ingestor.ingest("c5", List.of(document("a", "Alpha.")), Optional.of("s"));
    assertThat(store.documentsOf("c5", "s")).containsExactly("a");
  }

  @Test
  void deletesADocument() {
    ingest("c6", document("a", "Alpha."));
    assertThat(ingestor.delete("c6", "a")).isTrue();
    assertThat(ingestor.delete("c6", "a")).isFalse();
    assertThat(found("c6", "alpha")).isEmpty();
    assertThat(store.collection("c6").models().values()).allMatch(n -> n == 0);
    assertThatThrownBy(() -> ingestor.delete("none", "a"))
        .isInstanceOf(UnknownCollectionException.class);
  }

  @Test
  void refusesTooManyDocumentsBeforeTakingAny() {
    assertThatThrownBy(
            () ->
                ingest("c7", Collections.nCopies(101, document("a", "x")).toArray(Document[]::new)))
        .isInstanceOf(TooManyDocumentsException.class)
        .hasMessageContaining("100");
    assertThatThrownBy(() -> store.collection("c7")).isInstanceOf(UnknownCollectionException.class);
  }

  @Test
  void leavesOneVersionWhenManyWriteTheSameDocument() throws Exception {
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String text = "Version number" + i + " of it.";
      writers.add(Thread.ofVirtual().start(() -> ingest("c8", document("a", text))));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(store.collection("c8").documents()).isEqualTo(1);
    assertThat(store.collection("c8").passages()).isEqualTo(1);
    String kept = store.document("c8", "a").orElseThrow().text();
    for (int i = 0; i < 8; i++) {
      assertThat(found("c8", "number" + i).isEmpty()).isEqualTo(!kept.contains("number" + i));
    }
  }

  @Test
  void keepsTheOffsetsOfPassagesInTheOriginal() {
    String text = "# One\n\n" + "Some 😀 words here. ".repeat(80) + "\n## Two\n\nNeedle found.";
    ingest("c9", document("a", text));
    List<Long> keys =
        store.keywords("c9", List.of("needl"), 10, Filter.NONE).stream()
            .map(h -> h.passage())
            .toList();
    assertThat(store.passages("c9", keys))
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.text()).isEqualTo(text.substring(p.start(), p.end())));
  }

  @Test
  void keepsThePassagesOfARenamedDocumentAndEmbedsNothing() {
    Optional<String> source = Optional.of("s");
    ingestor.ingest(
        "c10",
        source,
        List.of(
            new SourceDocument(document("old", "Loquats."), Optional.of("r1"), Optional.empty())));
    int before = embeddings.embedded();
    SourceDocument renamed =
        new SourceDocument(document("new", "Loquats."), Optional.of("r1"), Optional.of("old"));
    assertThat(ingestor.ingest("c10", source, List.of(renamed)))
        .isEqualTo(new IngestReport(0, 0, 0, 1, 0, 0, List.of()));
    assertThat(ingestor.sync("c10", "s", List.of("new")).removed()).isZero();
    assertThat(embeddings.embedded()).isEqualTo(before);
    assertThat(found("c10", "loquats")).containsExactly("new");
    assertThat(store.document("c10", "old")).isEmpty();
    assertThat(ingestor.ledger("c10", "s", "", 10))
        .containsExactly(new Ingestor.LedgerEntry("new", Optional.of("r1"), true));
    assertThat(ingestor.ingest("c10", source, List.of(renamed)).unchanged()).isEqualTo(1);
  }

  @Test
  void indexesARenamedDocumentAnewWhereItsTextOrSourceIsAnother() {
    ingestor.ingest("c11", List.of(document("a", "Apples.")), Optional.of("s"));
    ingestor.ingest("c11", List.of(document("foreign", "Grapes.")), Optional.of("other"));
    IngestReport report =
        ingestor.ingest(
            "c11",
            Optional.of("s"),
            List.of(
                new SourceDocument(document("b", "Pears."), Optional.empty(), Optional.of("a")),
                new SourceDocument(
                    document("mine", "Grapes."), Optional.empty(), Optional.of("foreign")),
                new SourceDocument(
                    document("c", "Plums."), Optional.empty(), Optional.of("none"))));
    assertThat(report.added()).isEqualTo(3);
    assertThat(report.renamed()).isZero();
    assertThat(store.document("c11", "foreign")).isPresent();
  }

  @Test
  void changesMetadataWithoutEmbeddingAnything() {
    ingest("c12", new Document("a", "T", "Apples.", Optional.empty(), Map.of("year", 2025)));
    int before = embeddings.embedded();
    Optional<String> url = Optional.of("https://example.org/a");
    IngestReport report =
        ingest("c12", new Document("a", "T", "Apples.", url, Map.of("year", 2026)));
    assertThat(report).isEqualTo(new IngestReport(0, 1, 0, 0, 0, 0, List.of()));
    assertThat(embeddings.embedded()).isEqualTo(before);
    assertThat(store.document("c12", "a").orElseThrow().url()).isEqualTo(url);
    Filter of2026 = Filter.of(Map.of("year", 2026));
    assertThat(store.keywords("c12", List.of("appl"), 10, of2026)).hasSize(1);
  }

  @Test
  void listsTheLedgerOfASourcePageByPage() {
    List<SourceDocument> documents =
        java.util.stream.Stream.of("a", "b", "c")
            .map(
                id ->
                    new SourceDocument(
                        document(id, "Text " + id), Optional.of("r" + id), Optional.empty()))
            .toList();
    ingestor.ingest("c13", Optional.of("s"), documents);
    assertThat(ingestor.ledger("c13", "s", "", 2))
        .extracting(Ingestor.LedgerEntry::id)
        .containsExactly("a", "b");
    assertThat(ingestor.ledger("c13", "s", "b", 2))
        .containsExactly(new Ingestor.LedgerEntry("c", Optional.of("rc"), true));
    ingestor.ingest(
        "c13",
        Optional.of("s"),
        List.of(new SourceDocument(document("a", "Text a"), Optional.of("r2"), Optional.empty())));
    assertThat(ingestor.ledger("c13", "s", "", 1).getFirst().revision()).contains("r2");
  }
}

package dev.loquat.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.loquat.embed.EmbeddingModels;
import dev.loquat.ingest.Indexer;
import dev.loquat.rank.FusionChoice;
import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.IndexMismatchException;
import dev.loquat.store.Passage;
import dev.loquat.store.PassageStore;
import dev.loquat.store.StoreUnavailableException;
import dev.loquat.store.TermScore;
import dev.loquat.store.UnknownCollectionException;
import dev.loquat.store.packaged.PackagedIndexWriter;
import dev.loquat.store.packaged.PackagedStore;
import dev.loquat.testing.HashEmbeddings;
import dev.loquat.text.Analyzer;
import dev.loquat.text.Analyzers;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrieverTest {
  private static final Analyzer ANALYZER = Analyzer.standard();
  @TempDir static Path folder;
  private static PackagedStore store;
  private final EmbeddingModels models = new HashEmbeddings().models();
  private final Retriever retriever =
      new Retriever(store, Analyzers.only(ANALYZER), models, Duration.ofSeconds(10));

  @BeforeAll
  static void index() throws IOException {
    Indexer indexer = new Indexer(ANALYZER, new HashEmbeddings().models());
    write("docs", ANALYZER.version(), indexer);
    write("old", "another-analyzer", indexer);
    writeCopies(indexer);
    store =
        PackagedStore.open(
            folder.resolve("docs"),
            folder.resolve("old"),
            folder.resolve("copies"),
            folder.resolve("zh-copies"));
  }

  private static void write(String name, String analyzer, Indexer indexer) throws IOException {
    PackagedIndexWriter writer = new PackagedIndexWriter(name, analyzer, "test");
    List<Document> documents =
        List.of(
            document("fusion", "Fusion joins keyword search and vector search into one list."),
            document("search", "Keyword search finds words. Vector search finds meaning."),
            document("cats", "Cats sleep most of the day."),
            document("zh", "融合把关键词检索和向量检索合成一个列表。"));
    indexer.index(documents, Optional.empty()).forEach(writer::add);
    writer.write(folder.resolve(name));
  }

  /** One rule in three documents, with other marks and another ending, and another rule. */
  private static void writeCopies(Indexer indexer) throws IOException {
    String rule =
        "Every visitor signs the book at the gate, wears the yellow badge in sight until leaving, stays with"
            + " the host, keeps to the marked paths, leaves cameras in the car, and gives the badge back at the gate.";
    PackagedIndexWriter writer = new PackagedIndexWriter("copies", ANALYZER.version(), "test");
    List<Document> documents =
        List.of(
            new Document("a", "", rule, Optional.empty(), Map.of()),
            new Document("b", "", rule.replace(", ", " \u2014 "), Optional.empty(), Map.of()),
            new Document("c", "", rule + " Thanks.", Optional.empty(), Map.of()),
            new Document(
                "d",
                "",
                "Visitors park at the gate; a badge for the garage is at the desk in the lobby.",
                Optional.empty(),
                Map.of()));
    indexer.index(documents, Optional.empty()).forEach(writer::add);
    writer.write(folder.resolve("copies"));
    PackagedIndexWriter chinese = new PackagedIndexWriter("zh-copies", ANALYZER.version(), "test");
    indexer.index(chineseCopies(), Optional.empty()).forEach(chinese::add);
    chinese.write(folder.resolve("zh-copies"));
  }

  /** A rule fifteen times with other marks, the rule with other numbers, and a short one twice. */
  private static List<Document> chineseCopies() {
    String rule = "参观者在门口登记并领取黄色胸牌,离开之前胸牌必须一直佩戴在显眼处,由接待人员陪同,不得离开标出的路线。";
    List<Document> out = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      out.add(document("zh" + i, i % 2 == 0 ? rule : rule.replace(',', ';')));
    }
    out.add(document("zh-other", rule.replace("黄色", "蓝色").replace("门口", "前台")));
    out.add(document("zh-short-1", "参观者请走左门。"));
    out.add(document("zh-short-2", "参观者请走左门。"));
    return out;
  }

  @Test
  void copiesInChineseAreJoinedAndTheNextTakeTheirPlaces() {
    List<RetrievedPassage> found =
        retriever.retrieve(RetrievalQuery.of("参观者 胸牌 路线", "zh-copies", 4)).passages();
    assertThat(found).hasSize(4);
    assertThat(found.getFirst().duplicates()).hasSize(14);
    assertThat(found)
        .extracting(p -> p.passage().document())
        .contains("zh-other", "zh-short-1", "zh-short-2");
  }

  @Test
  void passagesThatNearlyRepeatABetterOneAreJoinedToIt() {
    List<RetrievedPassage> found =
        retriever.retrieve(RetrievalQuery.of("badge at the gate", "copies", 4)).passages();
    assertThat(found).hasSize(2);
    RetrievedPassage rule =
        found.stream().filter(p -> !p.duplicates().isEmpty()).findFirst().orElseThrow();
    assertThat(rule.duplicates()).hasSize(2);
    assertThat(documents(rule)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(found)
        .filteredOn(p -> p != rule)
        .flatExtracting(p -> documents(p))
        .containsExactly("d");
  }

  private static List<String> documents(RetrievedPassage found) {
    return Stream.concat(Stream.of(found.passage()), found.duplicates().stream())
        .map(Passage::document)
        .toList();
  }

  @Test
  void mmrPutsWhatIsNewBeforeWhatIsAlike() {
    RetrievalQuery query =
        RetrievalQuery.of("how are keyword search and vector search fused into a list", "docs", 3);
    List<String> byScore = ids(retriever.retrieve(query));
    assertThat(byScore.subList(0, 2)).containsExactlyInAnyOrder("fusion", "search");
    assertThat(ids(retriever.retrieve(withMmr(query, 1)))).isEqualTo(byScore);
    assertThat(ids(retriever.retrieve(withMmr(query, 0.1)))).startsWith(byScore.getFirst(), "cats");
    assertThatThrownBy(() -> withMmr(query, 1.5)).hasMessageContaining("mmr");
  }

  private static RetrievalQuery withMmr(RetrievalQuery query, double mmr) {
    return new RetrievalQuery(
        query.query(),
        query.collection(),
        query.k(),
        query.fusion(),
        query.filter(),
        false,
        OptionalDouble.of(mmr));
  }

  private static List<String> ids(Retrieval retrieval) {
    return retrieval.passages().stream().map(found -> found.passage().document()).toList();
  }

  @Test
  void answersByVectorsWhenTheWordsFailOrAreLate() {
    CountDownLatch never = new CountDownLatch(1);
    for (boolean late : new boolean[] {false, true}) {
      PassageStore broken =
          (PassageStore)
              Proxy.newProxyInstance(
                  PassageStore.class.getClassLoader(),
                  new Class<?>[] {PassageStore.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("match")) {
                      if (late) {
                        never.await();
                      }
                      throw new StoreUnavailableException("away on purpose");
                    }
                    return method.invoke(store, arguments);
                  });
      Retriever degraded =
          new Retriever(broken, Analyzers.only(ANALYZER), models, Duration.ofMillis(300));
      Retrieval found = degraded.retrieve(RetrievalQuery.of("cats sleep", "docs", 5));
      assertThat(found.degraded()).extracting(Retrieval.Degraded::path).containsExactly("bm25");
      assertThat(found.passages().getFirst().passage().document()).isEqualTo("cats");
      assertThat(found.passages().getFirst().bm25()).isEmpty();
    }
  }

  private static Document document(String id, String text) {
    String language = id.equals("zh") ? "zh" : "en";
    return new Document(id, id + " page", text, Optional.empty(), Map.of("lang", language));
  }

  private static RetrievalQuery query(String text, FusionChoice.Method method, double alpha) {
    FusionChoice fusion = new FusionChoice(method, alpha);
    return new RetrievalQuery(text, "docs", 10, Optional.of(fusion), Filter.NONE, true);
  }

  @Test
  void givesEveryPassageBothScoresAndFusesThemAsItSays() {
    for (double alpha : new double[] {0.2, 0.45, 0.9}) {
      Retrieval found =
          retriever.retrieve(query("keyword fusion", FusionChoice.Method.LINEAR, alpha));
      var passages = found.passages();
      double maxBm25 = passages.stream().mapToDouble(p -> p.bm25().orElseThrow()).max().orElse(0);
      double minBm25 = passages.stream().mapToDouble(p -> p.bm25().orElseThrow()).min().orElse(0);
      double max = passages.stream().mapToDouble(p -> p.similarity().orElseThrow()).max().orElse(0);
      double min = passages.stream().mapToDouble(p -> p.similarity().orElseThrow()).min().orElse(0);
      assertThat(passages)
          .hasSize(3)
          .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
      for (RetrievedPassage passage : passages) {
        double words = (passage.bm25().orElseThrow() - minBm25) / (maxBm25 - minBm25);
        double vectors = (passage.similarity().orElseThrow() - min) / (max - min);
        assertThat(passage.score()).isCloseTo(alpha * words + (1 - alpha) * vectors, within(1e-5));
        assertThat(passage.terms().stream().mapToDouble(TermScore::score).sum())
            .isCloseTo(passage.bm25().orElseThrow(), within(1e-5));
      }
      assertThat(passages.getFirst().passage().document()).isEqualTo("fusion");
      assertThat(found.fusion().alpha()).isEqualTo(alpha);
      assertThat(found.degraded()).isEmpty();
    }
  }

  @Test
  void asksOnePathAloneAtTheEndsOfTheScale() {
    var words = retriever.retrieve(query("cats", FusionChoice.Method.LINEAR, 1)).passages();
    assertThat(words).hasSize(1).allMatch(p -> p.similarity().isEmpty());
    var vectors = retriever.retrieve(query("cats", FusionChoice.Method.LINEAR, 0)).passages();
    assertThat(vectors).hasSize(3).allMatch(p -> p.bm25().isEmpty());
  }

  @Test
  void scoresReciprocalRanksWithinZeroAndOne() {
    var passages =
        retriever.retrieve(query("vector search", FusionChoice.Method.RRF, 0.5)).passages();
    assertThat(passages).allMatch(p -> p.score() > 0 && p.score() <= 1);
    assertThat(passages.getFirst().score()).isGreaterThan(0.9);
  }

  @Test
  void findsNothingForAFilterThatNothingFulfils() {
    Filter filter = Filter.of(Map.of("lang", "fr"));
    assertThat(
            retriever
                .retrieve(new RetrievalQuery("cats", "docs", 5, Optional.empty(), filter, false))
                .passages())
        .isEmpty();
  }

  @Test
  void answersQueriesWithoutASingleTermByVectors() {
    assertThat(retriever.retrieve(RetrievalQuery.of(" ", "docs", 2)).passages()).isEmpty();
    for (String text : List.of("?!", "the of")) {
      assertThat(retriever.retrieve(RetrievalQuery.of(text, "docs", 2)).passages()).hasSize(2);
    }
  }

  @Test
  void answersByWordsWhenTheModelFailsOrIsLate() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    for (EmbeddingModel model : List.of(failing(), late(never))) {
      EmbeddingModels broken = new EmbeddingModels();
      broken.add(EmbeddingModels.EN, "", () -> model);
      Retriever degraded =
          new Retriever(store, Analyzers.only(ANALYZER), broken, Duration.ofMillis(300));
      Retrieval found = degraded.retrieve(RetrievalQuery.of("cats", "docs", 5));
      assertThat(found.degraded()).extracting(Retrieval.Degraded::path).containsExactly("vector");
      assertThat(found.passages()).hasSize(1);
      assertThat(found.passages().getFirst().passage().document()).isEqualTo("cats");
    }
  }

  private static EmbeddingModel failing() {
    return new EmbeddingModel() {
      @Override
      public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        throw new IllegalStateException("broken on purpose");
      }
    };
  }

  private static EmbeddingModel late(CountDownLatch never) {
    return new EmbeddingModel() {
      @Override
      public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        try {
          never.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("interrupted, as it should be");
      }
    };
  }

  @Test
  void stopsBothPathsWhenItsThreadIsInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    EmbeddingModels slow = new EmbeddingModels();
    slow.add(EmbeddingModels.EN, "", () -> late(never));
    Retriever waiting =
        new Retriever(store, Analyzers.only(ANALYZER), slow, Duration.ofSeconds(60));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> waiting.retrieve(RetrievalQuery.of("cats", "docs", 5)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void refusesWhatItCannotAnswer() {
    assertThatThrownBy(() -> retriever.retrieve(RetrievalQuery.of("x", "none", 5)))
        .isInstanceOf(UnknownCollectionException.class);
    assertThatThrownBy(() -> retriever.retrieve(RetrievalQuery.of("x", "old", 5)))
        .isInstanceOf(IndexMismatchException.class)
        .hasMessageContaining("another-analyzer");
    assertThatThrownBy(() -> RetrievalQuery.of("x", "docs", 0)).hasMessageContaining("k must be");
    assertThatThrownBy(() -> new FusionChoice(FusionChoice.Method.LINEAR, Double.NaN))
        .hasMessageContaining("NaN");
  }

  @Test
  void tunesByJudgedQueriesAndSaysHowSureItIs() {
    List<JudgedQuery> queries =
        List.of(
            new JudgedQuery("1", "cats", Map.of("cats", 1)),
            new JudgedQuery("2", "joins search into one list", Map.of("fusion", 2, "zh", 1)));
    Tuner.Result result = new Tuner(retriever).tune("docs", queries, Tuner.grid(0.3, 0.6, 0.01));
    assertThat(result.trials()).hasSize(31);
    assertThat(result.best().ndcg()).isGreaterThan(0.7);
    assertThat(result.best().low()).isLessThanOrEqualTo(result.best().ndcg());
    assertThat(result.best().high()).isGreaterThanOrEqualTo(result.best().ndcg());
  }
}

package dev.loquat.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EmbeddingModelsTest {
  private static final EmbeddingModels MODELS = new EmbeddingModels();

  @AfterAll
  static void close() {
    MODELS.close();
  }

  @Test
  void embedsEnglishAsLangChain4jDoes() {
    agrees(
        new BgeSmallEnV15QuantizedEmbeddingModel(),
        EmbeddingModels.EN,
        List.of(
            "Hello, world!",
            "The naïve café's RÉSUMÉ: $5.00 (or 3¥) -- it's state-of-the-art.",
            "unbelievablyhyperparameterisation of the 𝒜 model; tabs\tand\nnewlines\u00a0too",
            "混合 Chinese 与 English, 日本語 カタカナ ひらがな 한국어",
            "emoji 🙂 zero\u200bwidth soft\u00adhyphen \u0007bell " + "x".repeat(120),
            "The boundary layer on a flat plate. ".repeat(20)));
  }

  @Test
  void embedsLowerCaseChineseAsLangChain4jDoes() {
    agrees(
        new BgeSmallZhV15QuantizedEmbeddingModel(),
        EmbeddingModels.ZH,
        List.of(
            "自然语言处理是人工智能的重要分支。",
            "bm25 与向量检索如何融合?权重 alpha = 0.45,在 [0.3, 0.6] 之间。",
            "東京タワーは日本の首都にあります。"));
  }

  private static void agrees(EmbeddingModel oracle, String name, List<String> texts) {
    List<float[]> ours = MODELS.passages(name, texts);
    for (int i = 0; i < texts.size(); i++) {
      float[] theirs = oracle.embed(texts.get(i)).content().vector();
      assertThat(dot(ours.get(i), theirs)).as(texts.get(i)).isGreaterThan(0.9999);
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void readsCapitalsInChineseTextThatTheVocabularyKnowsInLowerCaseOnly() {
    float[] capital = MODELS.passages(EmbeddingModels.ZH, List.of("苹果发布了新款IPHONE")).getFirst();
    float[] lower = MODELS.passages(EmbeddingModels.ZH, List.of("苹果发布了新款iphone")).getFirst();
    assertThat(dot(capital, lower)).isGreaterThan(0.99999);
  }

  @Test
  void embedsEmptyAndVeryLongTexts() {
    List<float[]> vectors =
        MODELS.passages(EmbeddingModels.EN, List.of("", " \u0000 ", "word ".repeat(2000)));
    assertThat(vectors).allSatisfy(v -> assertThat(dot(v, v)).isBetween(0.999, 1.001));
  }

  @Test
  void findsTheParaphraseWithTheQueryPrefix() {
    float[] query = MODELS.query(EmbeddingModels.EN, "how tall is the Eiffel tower?");
    List<float[]> passages =
        MODELS.passages(
            EmbeddingModels.EN,
            List.of("The landmark in Paris measures 330 metres.", "Cats sleep most of the day."));
    assertThat(dot(query, passages.get(0))).isGreaterThan(dot(query, passages.get(1)) + 0.1);
  }

  @Test
  void loadsAModelOnceThoughManyThreadsAskAtTheSameTime() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    try (EmbeddingModels models = new EmbeddingModels()) {
      models.add(
          "counted",
          "",
          () -> {
            loads.incrementAndGet();
            return MODELS.byName(EmbeddingModels.EN);
          });
      assertThat(loads).hasValue(0);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        threads.add(Thread.ofVirtual().start(() -> models.byName("counted")));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void namesTheModelsThereAreWhenAskedForAnother() {
    assertThatThrownBy(() -> MODELS.byName("bge-huge"))
        .isInstanceOf(UnknownModelException.class)
        .hasMessageContaining("bge-huge")
        .hasMessageContaining(EmbeddingModels.ZH);
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> MODELS.query(EmbeddingModels.EN, "anything"))
        .isInstanceOf(EmbeddingInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}

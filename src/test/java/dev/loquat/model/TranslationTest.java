package dev.loquat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.prompt.Prompt;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.RenderOptions;
import dev.loquat.prompt.Rendered;
import dev.loquat.prompt.chain.ChainException;
import dev.loquat.prompt.chain.ChainException.Reason;
import dev.loquat.prompt.chain.ChainSteps;
import dev.loquat.testing.ScriptedOpenAi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TranslationTest {
  private static final String SOURCE =
      """
      messages: [{user: '{{query}} {{#each tags}}[{{this}}]{{/each}} {{plain}}'}]
      chain: [translate_zh2en]
      """;

  private final ScriptedOpenAi openAi = new ScriptedOpenAi();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    openAi.close();
    executor.shutdownNow();
  }

  @Test
  void translatesEveryChineseTextOnceAndLeavesTheOthers() throws Exception {
    openAi.says("vector", " search ");

    Rendered rendered =
        prompt(Duration.ofSeconds(20))
            .render(Map.of("query", "向量检索", "tags", List.of("向量检索", "BM25"), "plain", "as it is"));

    assertThat(rendered.messages().getFirst().content())
        .isEqualTo("vector search [vector search][BM25] as it is");
    JsonNode messages = openAi.request().path("messages");
    assertThat(messages.get(0).path("role").asText()).isEqualTo("system");
    assertThat(messages.get(1).path("content").asText()).isEqualTo("向量检索");
    assertThat(openAi.requestsLeft()).as("the same text is not sent twice").isZero();
  }

  @Test
  void asksNoModelWhereNothingIsChinese() throws Exception {
    assertThat(prompt(Duration.ofSeconds(20)).render(Map.of("query", "English")).messages())
        .isNotEmpty();
    assertThat(openAi.requestsLeft()).isZero();
  }

  @Test
  void saysThatTheModelIsAway() throws Exception {
    openAi.failsWith(500);
    assertThatThrownBy(() -> prompt(Duration.ofSeconds(20)).render(Map.of("query", "你好")))
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
        .hasMessageStartingWith("step 'translate_zh2en': the model m failed");
  }

  @Test
  void refusesAnEmptyTranslation() {
    openAi.says(" ");
    assertThatThrownBy(() -> prompt(Duration.ofSeconds(20)).render(Map.of("query", "你好")))
        .hasMessage("step 'translate_zh2en': the model answered with nothing");
  }

  @Test
  void refusesMoreTextThanItTranslatesBeforeAnyCall() {
    assertThatThrownBy(
            () -> prompt(Duration.ofSeconds(20)).render(Map.of("query", "中".repeat(20_001))))
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
        .hasMessageContaining("1 texts of 20001 characters");
    assertThat(openAi.requestsLeft()).isZero();
  }

  @Test
  void leavesTheModelAtItsDeadline() throws Exception {
    openAi.says("never ").withoutEnd();
    Prompt prompt = prompt(Duration.ofMillis(300));
    assertThatThrownBy(() -> prompt.render(Map.of("query", "你好")))
        .hasMessage("step 'translate_zh2en': took longer than 300 ms");
    assertThat(openAi.sawTheCallerLeave()).isTrue();
  }

  @Test
  void leavesTheModelWhenNobodyWaits() throws Exception {
    openAi.says("never ").withoutEnd();
    CompletableFuture<Rendered> running =
        prompt(Duration.ofSeconds(20)).renderAsync(Map.of("query", "你好"), RenderOptions.DEFAULT);
    openAi.request();
    running.cancel(true);
    assertThat(openAi.sawTheCallerLeave()).isTrue();
  }

  private Prompt prompt(Duration stepTime) throws Exception {
    AnswerModel model =
        RemoteModels.at(
            new RemoteModels.Address(
                "m",
                RemoteModels.Protocol.OPENAI,
                openAi.url(),
                Optional.empty(),
                "m",
                Duration.ofSeconds(20)),
            executor);
    ChainSteps steps = ChainSteps.builtIn().with(ChainSteps.TRANSLATE, new Translation(model));
    return new PromptCompiler(steps, String::length, stepTime).compile(SOURCE);
  }
}

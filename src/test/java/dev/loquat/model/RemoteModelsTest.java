package dev.loquat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.testing.ScriptedOllama;
import dev.loquat.testing.ScriptedOpenAi;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteModelsTest {
  private final ScriptedOpenAi openAi = new ScriptedOpenAi();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    openAi.close();
    executor.shutdownNow();
  }

  @Test
  void streamsTheModelsTokensAndItsUsage() {
    openAi.says("你", "好", "!");
    List<Piece> pieces = pieces(model(openAi.url()));
    assertThat(pieces)
        .containsExactly(
            new Piece.Text("你"),
            new Piece.Text("好"),
            new Piece.Text("!"),
            new Piece.End("stop", new Usage(7, 3)));
  }

  @Test
  void sendsConversationAndSampling() throws InterruptedException {
    Sampling sampling =
        new Sampling(
            OptionalDouble.of(0.2), OptionalDouble.empty(), OptionalInt.of(50), List.of("END"));
    ModelCall call =
        new ModelCall(
            List.of(new Turn("system", "be brief"), new Turn("user", "hi")),
            "hi",
            List.of(),
            "en",
            sampling);
    model(openAi.url()).answer(call).collect().asList().await().atMost(Duration.ofSeconds(20));
    JsonNode request = openAi.request();
    assertThat(request.path("model").asText()).isEqualTo("m");
    assertThat(request.path("stream").asBoolean()).isTrue();
    assertThat(request.path("temperature").asDouble()).isEqualTo(0.2);
    assertThat(request.path("messages").path(0).path("role").asText()).isEqualTo("system");
    assertThat(request.path("messages").path(1).path("content").asText()).contains("hi");
    assertThat(request.toString()).contains("50").contains("END");
  }

  @Test
  void speaksOllamasProtocolAsWell() throws InterruptedException {
    try (ScriptedOllama ollama = new ScriptedOllama("你", "好")) {
      assertThat(pieces(model(RemoteModels.Protocol.OLLAMA, ollama.url())))
          .containsExactly(
              new Piece.Text("你"), new Piece.Text("好"), new Piece.End("stop", new Usage(7, 3)));
      JsonNode request = ollama.request();
      assertThat(request.path("model").asText()).isEqualTo("m");
      assertThat(request.path("stream").asBoolean()).isTrue();
      assertThat(request.path("messages").path(0).path("content").asText()).isEqualTo("hi");
    }
  }

  @Test
  void endsTheCallOfAReaderWhoLeaves() throws InterruptedException {
    openAi.says("on and on ".repeat(200)).withoutEnd();
    CountDownLatch first = new CountDownLatch(1);
    var reading =
        model(openAi.url()).answer(call()).subscribe().with(piece -> first.countDown(), e -> {});
    assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
    reading.cancel();
    assertThat(openAi.sawTheCallerLeave()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"500, AWAY", "429, AWAY", "401, REFUSED", "400, REFUSED", "404, REFUSED"})
  void tellsWhyAModelDidNotAnswer(int status, ModelFailure.Reason reason) {
    openAi.failsWith(status);
    assertThatExceptionOfType(ModelFailure.class)
        .isThrownBy(() -> pieces(model(openAi.url())))
        .withMessageContaining("our-alias")
        .matches(e -> e.reason() == reason);
  }

  @Test
  void tellsThatNobodyIsThere() {
    assertThatExceptionOfType(ModelFailure.class)
        .isThrownBy(() -> pieces(model(URI.create("http://localhost:1/v1"))))
        .matches(e -> e.reason() == ModelFailure.Reason.AWAY);
  }

  private List<Piece> pieces(AnswerModel model) {
    return model.answer(call()).collect().asList().await().atMost(Duration.ofSeconds(20));
  }

  private static ModelCall call() {
    return new ModelCall(List.of(new Turn("user", "hi")), "hi", List.of(), "en", Sampling.DEFAULT);
  }

  private AnswerModel model(URI url) {
    return model(RemoteModels.Protocol.OPENAI, url);
  }

  private AnswerModel model(RemoteModels.Protocol protocol, URI url) {
    return RemoteModels.at(
        new RemoteModels.Address(
            "our-alias", protocol, url, Optional.of("key"), "m", Duration.ofSeconds(10)),
        executor);
  }
}

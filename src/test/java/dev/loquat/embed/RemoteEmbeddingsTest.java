package dev.loquat.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that speak OpenAI's embeddings and Ollama's, on a real socket. */
class RemoteEmbeddingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> keys = new LinkedBlockingQueue<>();
  private final EmbeddingModels models = new EmbeddingModels();
  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/embeddings", this::openAi);
    server.createContext("/api/embed", this::ollama);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
    models.close();
  }

  private void openAi(HttpExchange exchange) throws IOException {
    keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
    int n = read(exchange).path("input").size();
    List<String> data =
        IntStream.range(0, n)
            .mapToObj(
                i ->
                    "{\"object\":\"embedding\",\"index\":%d,\"embedding\":[3,4,%d]}"
                        .formatted(i, i))
            .toList();
    answer(
        exchange,
        "{\"object\":\"list\",\"data\":["
            + String.join(",", data)
            + "],\"model\":\"m\",\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}");
  }

  private void ollama(HttpExchange exchange) throws IOException {
    int n = read(exchange).path("input").size();
    List<String> rows = IntStream.range(0, n).mapToObj(i -> "[0,2," + i + "]").toList();
    answer(exchange, "{\"model\":\"m\",\"embeddings\":[" + String.join(",", rows) + "]}");
  }

  private JsonNode read(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    requests.add(request);
    return request;
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void configure(RemoteEmbeddings.Protocol protocol, String path) {
    URI url = URI.create("http://localhost:" + server.getAddress().getPort() + path);
    models.add(
        "remote",
        "query: ",
        () ->
            RemoteEmbeddings.at(
                new RemoteEmbeddings.Address(
                    protocol, url, Optional.of("secret"), "their-name", Duration.ofSeconds(5))));
  }

  @Test
  void asksAServerThatSpeaksOpenAi() throws Exception {
    configure(RemoteEmbeddings.Protocol.OPENAI, "/v1");
    List<float[]> vectors = models.passages("remote", List.of("a", "b"));
    assertThat(vectors.get(0)).containsExactly(new float[] {0.6f, 0.8f, 0}, within(1e-6f));
    assertThat(vectors).hasSize(2);
    JsonNode request = requests.take();
    assertThat(request.path("model").asText()).isEqualTo("their-name");
    assertThat(request.path("input")).extracting(JsonNode::asText).containsExactly("a", "b");
    assertThat(keys.take()).isEqualTo("Bearer secret");
    models.query("remote", "c");
    assertThat(requests.take().path("input").path(0).asText()).isEqualTo("query: c");
  }

  @Test
  void asksAServerThatSpeaksOllama() throws Exception {
    configure(RemoteEmbeddings.Protocol.OLLAMA, "");
    List<float[]> vectors = models.passages("remote", List.of("a", "b"));
    assertThat(vectors.get(0)).containsExactly(new float[] {0, 1, 0}, within(1e-6f));
    assertThat(requests.take().path("model").asText()).isEqualTo("their-name");
  }

  @Test
  void saysThatAServerRefuses() {
    status = 500;
    configure(RemoteEmbeddings.Protocol.OPENAI, "/v1");
    assertThatThrownBy(() -> models.query("remote", "a"))
        .isInstanceOf(EmbeddingUnavailableException.class)
        .hasMessageContaining("remote");
  }
}

package dev.loquat.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.loquat.embed.RemoteEmbeddings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody else's embedding model: speaks OpenAI's protocol on a real socket. Texts that share
 * words have similar vectors, of as many dimensions as the test wants.
 */
public final class ScriptedEmbeddings implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final int dimension;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
  private volatile Runnable before = () -> {};

  /** Starts on a free port. */
  public ScriptedEmbeddings(int dimension) {
    this.dimension = dimension;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
    server.createContext("/v1/embeddings", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** The model behind it. */
  public EmbeddingModel model() {
    return RemoteEmbeddings.at(
        new RemoteEmbeddings.Address(
            RemoteEmbeddings.Protocol.OPENAI,
            URI.create("http://localhost:" + server.getAddress().getPort() + "/v1"),
            Optional.of("key"),
            "scripted",
            Duration.ofSeconds(20)));
  }

  /** Answers so many requests from now on, and fails then. */
  public void failsAfter(int requests) {
    left.set(requests);
  }

  /** Does something before each answer. */
  public void before(Runnable something) {
    before = something;
  }

  /** The texts that it embedded. */
  public List<String> texts() {
    return texts;
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    before.run();
    boolean fails = left.getAndDecrement() <= 0;
    byte[] body = fails ? "{\"error\":{\"message\":\"away\"}}".getBytes() : vectors(request);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(fails ? 500 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private byte[] vectors(JsonNode request) throws IOException {
    ObjectNode answer = JSON.createObjectNode().put("object", "list").put("model", "scripted");
    ArrayNode data = answer.putArray("data");
    for (JsonNode text : request.path("input")) {
      texts.add(text.asText());
      ObjectNode one = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      ArrayNode vector = one.putArray("embedding");
      for (float component : HashEmbeddings.vector(text.asText(), dimension)) {
        vector.add(component);
      }
    }
    answer.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
    return JSON.writeValueAsBytes(answer);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

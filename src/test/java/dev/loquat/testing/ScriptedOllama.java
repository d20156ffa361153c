package dev.loquat.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An Ollama server: {@code POST /api/chat} on a real socket, a JSON object a line. */
public final class ScriptedOllama implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();
  private final List<String> tokens;

  /** Starts on a free port and says these tokens. */
  public ScriptedOllama(String... tokens) {
    this.tokens = List.of(tokens);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
    server.createContext("/api/chat", this::answer);
    server.start();
  }

  /** Its address, as an alias has it in {@code base-url}. */
  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** The next request it got. */
  public JsonNode request() throws InterruptedException {
    JsonNode request = requests.poll(20, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(JSON.readTree(exchange.getRequestBody()));
    exchange.getResponseHeaders().add("Content-Type", "application/x-ndjson");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (String token : tokens) {
        send(out, Map.of("model", "m", "message", message(token), "done", false));
      }
      send(
          out,
          Map.of(
              "model",
              "m",
              "message",
              message(""),
              "done",
              true,
              "done_reason",
              "stop",
              "prompt_eval_count",
              7,
              "eval_count",
              3));
    }
  }

  private static Map<String, String> message(String content) {
    return Map.of("role", "assistant", "content", content);
  }

  private static void send(OutputStream out, Map<String, Object> line) throws IOException {
    out.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

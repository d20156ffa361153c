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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Somebody else's LLM: speaks OpenAI's streaming protocol on a real socket and says what the test
 * wants it to say.
 */
public final class ScriptedOpenAi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch left = new CountDownLatch(1);
  private volatile List<String> tokens = List.of("Hello");
  private volatile int status = 200;
  private volatile boolean endless;

  /** Starts on a free port. */
  public ScriptedOpenAi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
    server.createContext("/v1/chat/completions", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Its base URL, as OPENAI_BASE_URL has it. */
  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/v1");
  }

  /** Says these tokens from now on. */
  public ScriptedOpenAi says(String... next) {
    tokens = List.of(next);
    return this;
  }

  /** Repeats its tokens until the caller leaves. */
  public ScriptedOpenAi withoutEnd() {
    endless = true;
    return this;
  }

  /** Fails with a status. */
  public ScriptedOpenAi failsWith(int next) {
    status = next;
    return this;
  }

  /** The next request it got. */
  public JsonNode request() throws InterruptedException {
    JsonNode request = requests.poll(20, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  /** How many requests it got that nobody asked {@link #request} for. */
  public int requestsLeft() {
    return requests.size();
  }

  /** Whether a caller left before the end of an answer. */
  public boolean sawTheCallerLeave() throws InterruptedException {
    return left.await(20, TimeUnit.SECONDS);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(JSON.readTree(exchange.getRequestBody()));
    if (status != 200) {
      byte[] error =
          "{\"error\":{\"message\":\"scripted failure\",\"type\":\"x\"}}"
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, error.length);
      exchange.getResponseBody().write(error);
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      do {
        for (String token : tokens) {
          send(out, chunk("{\"content\":" + JSON.writeValueAsString(token) + "}", "null", ""));
        }
      } while (endless);
      send(
          out,
          chunk(
              "{}",
              "\"stop\"",
              ",\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}"));
      send(out, "[DONE]");
    } catch (IOException e) {
      left.countDown();
    }
  }

  private static String chunk(String delta, String finishReason, String more) {
    return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finishReason
        + "}]"
        + more
        + "}";
  }

  private static void send(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

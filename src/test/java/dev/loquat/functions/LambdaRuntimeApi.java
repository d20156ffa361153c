package dev.loquat.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * AWS's side of the Lambda Runtime API (2018-06-01) for one function: hands out invocations one at
 * a time and takes what the runtime posts. Safe from any thread.
 */
final class LambdaRuntimeApi implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Duration timeout;
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final CompletableFuture<Outcome> broken = new CompletableFuture<>();

  /** How an invocation ended. */
  sealed interface Outcome {
    /** The function's answer. */
    record Answer(JsonNode body) implements Outcome {}

    /** The function failed; the runtime goes on. */
    record Failure(JsonNode body) implements Outcome {
      String message() {
        return body.path("errorMessage").asText();
      }
    }

    /** The runtime could not start, or it ended. */
    record Broken(String reason) implements Outcome {}
  }

  private record Invocation(String id, byte[] payload, CompletableFuture<Outcome> outcome) {}

  /** Listens on a free port of the loopback interface. */
  LambdaRuntimeApi(Duration timeout) throws IOException {
    this.timeout = timeout;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(BASE, this::handle);
    server.start();
  }

  /** What {@code AWS_LAMBDA_RUNTIME_API} is set to. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Queues an invocation; done when the runtime has answered it, or broke. */
  CompletableFuture<Outcome> invoke(String payload) {
    var invocation =
        new Invocation(
            UUID.randomUUID().toString(),
            payload.getBytes(StandardCharsets.UTF_8),
            new CompletableFuture<>());
    broken.thenAccept(invocation.outcome::complete);
    waiting.add(invocation);
    return invocation.outcome;
  }

  /** Ends all invocations, now and to come: there is no runtime any more. */
  void breakOff(String reason) {
    broken.complete(new Outcome.Broken(reason));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(BASE.length());
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      switch (path.split("/")) {
        case String[] p when path.equals("invocation/next") -> next(exchange);
        case String[] p when path.equals("init/error") -> {
          breakOff(body);
          accept(exchange);
        }
        case String[] p when p.length == 3 && p[2].equals("response") ->
            end(exchange, p[1], new Outcome.Answer(Samples.json(body)));
        case String[] p when p.length == 3 && p[2].equals("error") ->
            end(exchange, p[1], new Outcome.Failure(Samples.json(body)));
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    Invocation invocation = waiting.take();
    running.put(invocation.id, invocation);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id);
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(Clock.systemUTC().millis() + timeout.toMillis()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:111122223333:function:loquat");
    exchange.sendResponseHeaders(200, invocation.payload.length);
    exchange.getResponseBody().write(invocation.payload);
  }

  private void end(HttpExchange exchange, String id, Outcome outcome) throws IOException {
    Invocation invocation = running.remove(id);
    if (invocation == null) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    accept(exchange);
    invocation.outcome.complete(outcome);
  }

  private static void accept(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(202, -1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

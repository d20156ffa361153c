package dev.loquat.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code POST /retrieve} of a running service under load. {@code fill URL FOLDER COPIES} ingests
 * the corpus of a folder that many times, each copy with the second halves of other documents;
 * {@code ask URL FOLDER CLIENTS REQUESTS} asks its queries and says requests a second and
 * milliseconds.
 */
public final class RetrieveLoad {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COLLECTION = "load";
  private static final int BATCH = 100;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI service;

  private RetrieveLoad(URI service) {
    this.service = service;
  }

  public static void main(String[] arguments) throws Exception {
    RetrieveLoad load = new RetrieveLoad(URI.create(arguments[1]));
    Path folder = Path.of(arguments[2]);
    if (arguments[0].equals("fill")) {
      load.fill(folder, Integer.parseInt(arguments[3]));
    } else {
      load.ask(folder, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
    }
  }

  private void fill(Path folder, int copies) throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve("corpus.jsonl"));
    List<Map<String, Object>> batch = new ArrayList<>();
    for (int copy = 0; copy < copies; copy++) {
      for (int i = 0; i < lines.size(); i++) {
        var document = JSON.readTree(lines.get(i));
        String other = JSON.readTree(lines.get((i + copy) % lines.size())).path("text").asText();
        String text = document.path("text").asText();
        batch.add(
            Map.of(
                "id", document.path("id").asText() + "/" + copy,
                "title", document.path("title").asText(),
                "text",
                    text.substring(0, text.length() / 2) + other.substring(other.length() / 2)));
        if (batch.size() == BATCH) {
          post("/ingest", Map.of("collection", COLLECTION, "documents", batch));
          batch.clear();
        }
      }
    }
    if (!batch.isEmpty()) {
      post("/ingest", Map.of("collection", COLLECTION, "documents", batch));
    }
  }

  private void ask(Path folder, int clients, int requests) throws Exception {
    List<String> queries = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("queries.jsonl"))) {
      queries.add(JSON.readTree(line).path("text").asText());
    }
    run(queries, clients, Math.min(200, requests)); // warm
    long start = System.nanoTime();
    double[] millis = run(queries, clients, requests);
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(millis);
    System.out.printf(
        "%d clients, %d requests: %.0f requests/s, p50 %.1f p95 %.1f p99 %.1f ms%n",
        clients,
        requests,
        requests / seconds,
        millis[requests / 2],
        millis[requests * 95 / 100],
        millis[requests * 99 / 100]);
  }

  private double[] run(List<String> queries, int clients, int requests) throws Exception {
    double[] millis = new double[requests];
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int client = 0; client < clients; client++) {
        running.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                    String query = queries.get(i * 31 % queries.size());
                    long start = System.nanoTime();
                    post("/retrieve", Map.of("collection", COLLECTION, "query", query, "k", 10));
                    millis[i] = (System.nanoTime() - start) / 1e6;
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    return millis;
  }

  private void post(String path, Object body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(service.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          path + " answered " + answer.statusCode() + " " + answer.body());
    }
  }
}

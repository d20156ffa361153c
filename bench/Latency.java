import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long a running service takes to answer, one client, after a warm-up: p50, p95, p99 in ms of {@code POST /retrieve} (both
 * languages, default fusion and each path alone), {@code /tokenize}, {@code /guard}, {@code /score} and of a whole cited answer.
 *
 * <p>use: java bench/Latency.java http://localhost:8080 [ROUNDS]
 */
public final class Latency {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final List<String> QUESTIONS =
      List.of(
          "Loquat 如何融合关键词检索和向量检索?",
          "How does Loquat fuse keyword search and vector search?",
          "怎样把文档写入集合?",
          "How are documents cut into chunks?",
          "提示词模板里的变量怎么校验?",
          "What does the guard do with template syntax?",
          "可信度评分由哪些部分组成?",
          "How can a browser resume an answer?");

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      System.err.println("use: java bench/Latency.java http://localhost:8080 [ROUNDS]");
      System.exit(2);
    }
    URI base = URI.create(arguments[0]);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
    measure(base, rounds, "retrieve, default fusion", "/retrieve", "{\"query\":\"%s\"}");
    measure(base, rounds, "retrieve, BM25 alone", "/retrieve", "{\"query\":\"%s\",\"fusion\":{\"alpha\":1}}");
    measure(base, rounds, "retrieve, vectors alone", "/retrieve", "{\"query\":\"%s\",\"fusion\":{\"alpha\":0}}");
    measure(base, rounds, "tokenize", "/tokenize", "{\"text\":\"%s\"}");
    measure(base, rounds, "guard", "/guard", "{\"text\":\"%s\"}");
    measure(base, rounds, "score", "/score", "{\"question\":\"%1$s\",\"answer\":\"%1$s\",\"context\":[\"%1$s\"]}");
    measure(base, rounds, "chat, whole extractive answer", "/v1/chat/completions",
        "{\"model\":\"extractive\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}");
  }

  private static void measure(URI base, int rounds, String name, String path, String body)
      throws Exception {
    List<Double> times = new ArrayList<>();
    for (int round = -rounds / 2; round < rounds; round++) {
      for (String question : QUESTIONS) {
        long start = System.nanoTime();
        post(base.resolve(path), String.format(Locale.ROOT, body, question));
        if (round >= 0) {
          times.add((System.nanoTime() - start) / 1e6);
        }
      }
    }
    Collections.sort(times);
    System.out.printf(
        Locale.ROOT, "%-32s p50 %7.2f  p95 %7.2f  p99 %7.2f ms  (n=%d)%n",
        name, at(times, .5), at(times, .95), at(times, .99), times.size());
  }

  private static double at(List<Double> sorted, double quantile) {
    return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * quantile)));
  }

  private static void post(URI address, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(address + " answered " + response.statusCode() + ": " + response.body());
    }
  }
}

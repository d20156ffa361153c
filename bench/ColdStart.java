import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How long a service takes from the start of its process to its first answers, and how much memory it has then.
 *
 * <p>use: java bench/ColdStart.java RUNS PORT COMMAND... (the command must serve on that port)
 */
public final class ColdStart {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String TOKENIZE = "{\"text\":\"苹果发布了新款iPhone\"}";
  private static final String[] QUESTIONS = {
    "Loquat 如何融合关键词检索和向量检索?", "How does Loquat fuse keyword search and vector search?"
  };

  private final URI base;
  private final List<Double> firstFunction = new ArrayList<>();
  private final List<Double> firstAnswer = new ArrayList<>();
  private final List<Double> rssFirst = new ArrayList<>();
  private final List<Double> rssIdle = new ArrayList<>();
  private final List<Double> rssAfter = new ArrayList<>();

  private ColdStart(int port) {
    base = URI.create("http://localhost:" + port);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 3) {
      System.err.println("use: java bench/ColdStart.java RUNS PORT COMMAND...");
      System.exit(2);
    }
    ColdStart bench = new ColdStart(Integer.parseInt(arguments[1]));
    List<String> command = Arrays.asList(arguments).subList(2, arguments.length);
    for (int run = 0; run < Integer.parseInt(arguments[0]); run++) {
      bench.run(command);
    }
    bench.print();
  }

  private void run(List<String> command) throws Exception {
    File log = File.createTempFile("cold-start", ".log");
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    try {
      untilAnswered(process, log);
      firstFunction.add(millisSince(start));
      rssFirst.add(rss(process));
      ask(QUESTIONS[0]);
      firstAnswer.add(millisSince(start));
      TimeUnit.SECONDS.sleep(2);
      rssIdle.add(rss(process));
      for (int i = 0; i < 100; i++) {
        ask(QUESTIONS[i % 2]);
      }
      rssAfter.add(rss(process));
    } finally {
      process.destroy();
      process.waitFor();
      Files.delete(log.toPath());
    }
  }

  private void untilAnswered(Process process, File log) throws Exception {
    while (true) {
      try {
        if (post("/tokenize", TOKENIZE) == 200) {
          return;
        }
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IllegalStateException("the service ended:\n" + Files.readString(log.toPath()));
        }
        Thread.sleep(1);
      }
    }
  }

  private void ask(String question) throws Exception {
    int status =
        post(
            "/v1/chat/completions",
            "{\"model\":\"extractive\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}");
    if (status != 200) {
      throw new IllegalStateException("the question was answered with " + status);
    }
  }

  private int post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static double rss(Process process) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IllegalStateException("no VmRSS of process " + process.pid());
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private void print() {
    row("process start to first /tokenize answer, ms", firstFunction);
    row("process start to first cited answer, ms", firstAnswer);
    row("RSS after the first function call, MB", rssFirst);
    row("RSS idle after the first answer, MB", rssIdle);
    row("RSS after 100 questions, MB", rssAfter);
  }

  private static void row(String name, List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-48s min %7.0f  median %7.0f  max %7.0f  (n=%d)%n",
        name, sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1], sorted.length);
  }
}

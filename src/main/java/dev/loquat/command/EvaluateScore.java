package dev.loquat.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.score.Scorer;
import dev.loquat.score.TrustScore;
import dev.loquat.wire.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code ./run eval score --data DIR}: how well the score tells supported answers from others, as
 * the area under the ROC curve, a line a file. A file holds a JSON object a line: {@code question}
 * (may be empty), {@code answer}, {@code context} (texts), {@code supported}.
 */
public final class EvaluateScore {
  private static final String USE = "use: ./run eval score --data DIR";

  private final Scorer scorer = Scorer.standard();
  private final List<Double> millis = new ArrayList<>();
  private final PrintStream out;

  private EvaluateScore(PrintStream out) {
    this.out = out;
  }

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, arguments));
  }

  /** Runs it; gives back 0, 1 if a file could not be measured, 2 if the arguments are wrong. */
  public static int run(PrintStream out, String... arguments) {
    if (arguments.length != 2 || !arguments[0].equals("--data")) {
      out.println(USE);
      return 2;
    }
    try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
      new EvaluateScore(out)
          .all(files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList());
      return 0;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      out.println("cannot measure: " + e.getMessage());
      return 1;
    }
  }

  private void all(List<Path> files) throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("the folder holds no .jsonl file");
    }
    for (Path file : files) {
      List<Double> right = new ArrayList<>();
      List<Double> wrong = new ArrayList<>();
      int line = 0;
      for (String row : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        line++;
        JsonNode example = example(file, line, row);
        (example.path("supported").asBoolean() ? right : wrong).add(score(example));
      }
      out.printf(
          Locale.ROOT,
          "%-28s AUROC %.4f  (%d supported, %d not)%n",
          file.getFileName(),
          auroc(right, wrong),
          right.size(),
          wrong.size());
    }
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    out.printf(
        Locale.ROOT,
        "an answer took %.2f ms (p50), %.2f ms (p95), %.2f ms (longest, loading included)%n",
        at(sorted, .5),
        at(sorted, .95),
        at(sorted, 1));
  }

  private static JsonNode example(Path file, int line, String row) {
    JsonNode example;
    try {
      example = Json.read(row.getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(file + ", line " + line + ": " + e.getMessage(), e);
    }
    for (String field : List.of("answer", "context", "supported")) {
      if (!example.has(field)) {
        throw new IllegalArgumentException(file + ", line " + line + ": no field " + field);
      }
    }
    return example;
  }

  private double score(JsonNode example) {
    String question = example.path("question").asText("");
    List<String> context = new ArrayList<>();
    example.path("context").forEach(passage -> context.add(passage.asText()));
    long start = System.nanoTime();
    TrustScore score =
        scorer.score(
            question.isEmpty() ? Optional.empty() : Optional.of(question),
            example.path("answer").asText(),
            context);
    millis.add((System.nanoTime() - start) / 1e6);
    return score.score();
  }

  /** Share of pairs in which the supported answer has the higher score; ties count half. */
  static double auroc(List<Double> right, List<Double> wrong) {
    double[] sorted = wrong.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double won = 0;
    for (double score : right) {
      won += (below(sorted, score) + below(sorted, Math.nextUp(score))) / 2.0;
    }
    return won / ((double) right.size() * wrong.size());
  }

  private static int below(double[] sorted, double score) {
    int at = Arrays.binarySearch(sorted, score);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && sorted[at - 1] == score) {
      at--;
    }
    return at;
  }

  private static double at(double[] sorted, double quantile) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, sorted.length * quantile)];
  }
}

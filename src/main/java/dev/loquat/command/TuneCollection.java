package dev.loquat.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.retrieve.JudgedQueries;
import dev.loquat.retrieve.JudgedQuery;
import dev.loquat.retrieve.Tuner;
import dev.loquat.wire.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ./run tune}: has a running service find the best weight of BM25 for a collection, and
 * shows what every weight measured.
 */
public final class TuneCollection {
  private static final String USE =
      "use: ./run tune --collection C --queries F.jsonl --qrels F.tsv [--from 0.3] [--to 0.6] [--step 0.01]"
          + " [--store true] [--url http://localhost:8080]";

  private TuneCollection() {}

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, arguments));
  }

  /** Runs it; gives back 2 if it could not be run. */
  public static int run(PrintStream out, String... arguments) {
    return Attempt.of("tune", USE, out, () -> show(out, post(flags(arguments))));
  }

  private static Flags flags(String... arguments) {
    return Flags.read(
        arguments,
        "--collection",
        "--queries",
        "--qrels",
        "--from",
        "--to",
        "--step",
        "--store",
        "--url");
  }

  private static JsonNode post(Flags flags) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(flags.optional("--url", "http://localhost:8080")).resolve("/tune"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body(flags))));
    String key = System.getenv("LOQUAT_KEY");
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      JsonNode answer = Json.read(response.body());
      if (response.statusCode() != 200) {
        throw new IOException(
            "/tune answered " + response.statusCode() + ": " + answer.path("detail").asText());
      }
      return answer;
    }
  }

  private static Map<String, Object> body(Flags flags) throws IOException {
    List<Map<String, Object>> queries = new ArrayList<>();
    for (JudgedQuery query :
        JudgedQueries.read(Path.of(flags.needed("--queries")), Path.of(flags.needed("--qrels")))) {
      queries.add(Map.of("id", query.id(), "query", query.text(), "relevant", query.grades()));
    }
    if (queries.isEmpty()) {
      throw new IOException("none of the queries has a judgement");
    }
    return Map.of(
        "collection",
        flags.needed("--collection"),
        "queries",
        queries,
        "alpha",
        Map.of(
            "from", flags.number("--from", Tuner.FROM),
            "to", flags.number("--to", Tuner.TO),
            "step", flags.number("--step", Tuner.STEP)),
        "store",
        flags.optional("--store", "true").equals("true"));
  }

  private static void show(PrintStream out, JsonNode answer) {
    out.println(TrialLines.HEAD);
    answer.path("trials").forEach(trial -> out.println(TrialLines.of(trial)));
    JsonNode best = answer.path("best");
    out.printf(
        "best of %d queries: alpha %s, nDCG@10 %.4f (95 %%: %.4f to %.4f)%s%n",
        answer.path("queries").asInt(),
        best.path("alpha").asText(),
        best.path("ndcg").asDouble(),
        best.path("low").asDouble(),
        best.path("high").asDouble(),
        answer.path("stored").asBoolean() ? "; in force" : "; not stored");
  }
}

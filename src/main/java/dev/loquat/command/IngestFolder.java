package dev.loquat.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.ingest.MarkdownFolder;
import dev.loquat.store.Document;
import dev.loquat.wire.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ./run ingest DIR}: sends the Markdown and text files of a folder to a running service, and
 * tells it which files are there, so that documents of files that are gone leave the index.
 */
public final class IngestFolder {
  private static final int BATCH = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Options options;
  private final PrintStream out;

  private IngestFolder(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, arguments));
  }

  /** Runs it; gives back 1 if a document failed, 2 if it could not be run at all. */
  public static int run(PrintStream out, String... arguments) {
    try {
      Options options = Options.read(arguments);
      return new IngestFolder(options, out).ingest() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println(Options.USE);
      return 2;
    } catch (IOException e) {
      out.println("cannot ingest: " + e.getMessage());
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 2;
    }
  }

  private boolean ingest() throws IOException, InterruptedException {
    List<Path> files = MarkdownFolder.files(options.folder());
    Counts counts = new Counts();
    for (int from = 0; from < files.size(); from += BATCH) {
      List<Path> batch = files.subList(from, Math.min(files.size(), from + BATCH));
      Map<String, Object> body = ingestBody(batch, counts);
      if (body.get("documents") instanceof List<?> documents && !documents.isEmpty()) {
        counts.add(post("/ingest", body));
      }
      out.printf("\ringesting %d of %d files", from + batch.size(), files.size());
      out.flush();
    }
    List<String> present =
        files.stream().map(file -> MarkdownFolder.id(options.folder(), file)).toList();
    String sync =
        "/collections/%s/sources/%s/sync"
            .formatted(encode(options.collection()), encode(options.source()));
    JsonNode removed = post(sync, Map.of("present", present));
    counts.removed += removed.path("removed").asInt();
    out.println();
    out.println(counts.told());
    counts.failures.forEach(failure -> out.println("  failed: " + failure));
    return counts.failures.isEmpty();
  }

  private Map<String, Object> ingestBody(List<Path> batch, Counts counts) throws IOException {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (Path file : batch) {
      read(file, counts).ifPresent(document -> documents.add(json(document)));
    }
    return Map.of(
        "collection", options.collection(),
        "sync", Map.of("source", options.source()),
        "documents", documents);
  }

  private Optional<Document> read(Path file, Counts counts) throws IOException {
    try {
      Document document = MarkdownFolder.document(options.folder(), file);
      if (document.text().isBlank()) {
        counts.failures.add(document.id() + ": the file is empty");
        return Optional.empty();
      }
      return Optional.of(document);
    } catch (CharacterCodingException e) {
      counts.failures.add(file + ": the file is not UTF-8");
      return Optional.empty();
    }
  }

  private static Map<String, Object> json(Document document) {
    return Map.of(
        "id", document.id(),
        "title", document.title(),
        "text", document.text(),
        "metadata", document.metadata());
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode post(String path, Object body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(options.url().resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)));
    String key = System.getenv("LOQUAT_KEY");
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    JsonNode answer = Json.read(response.body());
    if (response.statusCode() != 200 && response.statusCode() != 207) {
      throw new IOException(
          path + " answered " + response.statusCode() + ": " + answer.path("detail").asText());
    }
    return answer;
  }

  /** What the batches came to. */
  private static final class Counts {
    private int added;
    private int updated;
    private int unchanged;
    private int removed;
    private int chunks;
    private final List<String> failures = new ArrayList<>();

    void add(JsonNode report) {
      added += report.path("added").asInt();
      updated += report.path("updated").asInt();
      unchanged += report.path("unchanged").asInt();
      removed += report.path("removed").asInt();
      chunks += report.path("chunks").asInt();
      report
          .path("failed")
          .forEach(f -> failures.add(f.path("id").asText() + ": " + f.path("detail").asText()));
    }

    String told() {
      return "%d added, %d updated, %d unchanged, %d removed; %d chunks"
          .formatted(added, updated, unchanged, removed, chunks);
    }
  }

  private record Options(Path folder, String collection, String source, URI url) {
    static final String USE =
        "use: ./run ingest DIR [--collection default] [--source NAME] [--url http://localhost:8080]";

    static Options read(String[] arguments) {
      if (arguments.length == 0 || arguments.length % 2 == 0) {
        throw new IllegalArgumentException("a folder is needed, and a value for each option");
      }
      Path folder = Path.of(arguments[0]);
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException("'" + folder + "' is no folder");
      }
      String collection = "default";
      String source = folder.toAbsolutePath().normalize().getFileName().toString();
      String url = "http://localhost:8080";
      for (int i = 1; i < arguments.length; i += 2) {
        switch (arguments[i]) {
          case "--collection" -> collection = arguments[i + 1];
          case "--source" -> source = arguments[i + 1];
          case "--url" -> url = arguments[i + 1];
          default -> throw new IllegalArgumentException("unknown option '" + arguments[i] + "'");
        }
      }
      return new Options(folder, collection, source, URI.create(url));
    }
  }
}

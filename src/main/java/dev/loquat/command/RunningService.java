package dev.loquat.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.wire.Json;
import dev.loquat.wire.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The service that a command talks to; sends the key in {@code LOQUAT_KEY}. */
final class RunningService {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int PAGE = 5_000;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI address;
  private final Optional<String> key;

  RunningService(URI address, Optional<String> key) {
    this.address = address;
    this.key = key;
  }

  /** The service does not take a request, and says why. */
  static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refusal(String path, int status, String detail) {
      super(path + " answered " + status + ": " + detail);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  JsonNode post(String path, Object body) throws IOException, InterruptedException {
    return send(
        path,
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body))));
  }

  /** What the service has of a source; nothing where there is no such collection yet. */
  List<FolderPlan.Indexed> ledger(String collection, String source)
      throws IOException, InterruptedException {
    List<FolderPlan.Indexed> out = new ArrayList<>();
    String base = sourcePath(collection, source) + "?limit=" + PAGE + "&after=";
    try {
      for (int n = PAGE; n == PAGE; ) {
        String path = base + encode(out.isEmpty() ? "" : out.getLast().id());
        JsonNode page = send(path, request(path).GET()).path("documents");
        page.forEach(
            entry ->
                out.add(
                    new FolderPlan.Indexed(
                        entry.path("id").asText(),
                        entry.path("revision").asText(""),
                        entry.path("current").asBoolean())));
        n = page.size();
      }
    } catch (Refusal e) {
      if (e.status() != 404) {
        throw e;
      }
    }
    return out;
  }

  static String sourcePath(String collection, String source) {
    return "/collections/%s/sources/%s".formatted(encode(collection), encode(source));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    key.ifPresent(k -> request.header("Authorization", "Bearer " + k));
    return request;
  }

  private JsonNode send(String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    String what = path.split("\\?", 2)[0];
    try {
      JsonNode answer = Json.read(response.body());
      if (response.statusCode() != 200 && response.statusCode() != 207) {
        throw new Refusal(what, response.statusCode(), answer.path("detail").asText());
      }
      return answer;
    } catch (ProblemException e) {
      throw new Refusal(what, response.statusCode(), "no JSON; is this Loquat?");
    }
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

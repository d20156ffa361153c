package dev.loquat.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.store.Document;
import dev.loquat.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads all documents of a collection from a running service. */
final class StoredDocuments implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI service;
  private final String path;

  StoredDocuments(URI service, String collection) {
    this.service = service;
    this.path = "/collections/" + encode(collection) + "/documents";
  }

  List<Document> read() throws IOException, InterruptedException {
    List<Document> out = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = get(path + "?limit=1000&after=" + encode(after));
      for (JsonNode id : page.path("documents")) {
        out.add(document(get(path + "/" + encode(id.asText()))));
      }
      if (!page.has("next")) {
        return out;
      }
      after = page.path("next").asText();
    }
  }

  private static Document document(JsonNode json) {
    return new Document(
        json.path("id").asText(),
        json.path("title").asText(),
        json.path("text").asText(),
        json.has("url") ? Optional.of(json.path("url").asText()) : Optional.empty(),
        Json.map(json.path("metadata")));
  }

  private JsonNode get(String address) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(address)).header("Accept", "application/json").GET();
    String key = System.getenv("LOQUAT_KEY");
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    JsonNode answer = Json.read(response.body());
    if (response.statusCode() != 200) {
      throw new IOException(
          address + " answered " + response.statusCode() + ": " + answer.path("detail").asText());
    }
    return answer;
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.close();
  }
}

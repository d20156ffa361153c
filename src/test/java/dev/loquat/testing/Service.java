package dev.loquat.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loquat.stream.SseEvent;
import dev.loquat.stream.SseReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running Loquat, as its callers see it. */
public final class Service {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;

  /** The service at an address. */
  public Service(URI base) {
    this.base = base;
  }

  /** What it answered. */
  public record Reply(int status, Map<String, List<String>> headers, String body) {
    /** The body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException("no JSON: " + body, e);
      }
    }

    /** A header's first value; empty if it is not there. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  /** Posts JSON. */
  public Reply post(String path, String json) {
    return send(request(path).header("Content-Type", "application/json").POST(text(json)));
  }

  /** Posts a value as JSON. */
  public Reply post(String path, Object value) {
    try {
      return post(path, JSON.writeValueAsString(value));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + value, e);
    }
  }

  /** Puts a value as JSON. */
  public Reply put(String path, Object value) {
    try {
      String json = value instanceof String text ? text : JSON.writeValueAsString(value);
      return send(request(path).header("Content-Type", "application/json").PUT(text(json)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + value, e);
    }
  }

  /** Gets. */
  public Reply get(String path) {
    return send(request(path).GET());
  }

  /** Deletes. */
  public Reply delete(String path) {
    return send(request(path).DELETE());
  }

  /** Starts a request of one's own. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
  }

  /** Sends it. */
  public Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The events of a stream, read to its end. */
  public List<SseEvent> stream(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new AssertionError(
              response.statusCode()
                  + " "
                  + new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
        SseReader reader = new SseReader(1 << 20);
        List<SseEvent> events = new ArrayList<>();
        byte[] buffer = new byte[8192];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
          events.addAll(reader.accept(buffer, 0, n));
        }
        return events;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no stream", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The events that answer a post of JSON. */
  public List<SseEvent> streamPost(String path, String json) {
    return stream(request(path).header("Content-Type", "application/json").POST(text(json)));
  }

  /** Posts JSON, reads the first byte of the answer, and closes the connection. */
  public void leaveAfterFirstByte(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, body.length);
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      if (socket.getInputStream().read() < 0) {
        throw new AssertionError("no answer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no answer", e);
    }
  }

  private static HttpRequest.BodyPublisher text(String json) {
    return HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8);
  }
}

package dev.loquat.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Objects by HTTP: {@code GET base/bucket/key}, without redirects. */
public final class HttpObjects implements ObjectSource {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String base;

  public HttpObjects(URI base) {
    this.base = base.toString().replaceAll("/+$", "");
  }

  @Override
  public Optional<byte[]> fetch(ObjectName name, int most) throws IOException {
    String key =
        URLEncoder.encode(name.key(), StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("%2F", "/");
    URI address = URI.create(base + "/" + name.bucket() + "/" + key);
    try {
      HttpResponse<InputStream> response =
          http.send(
              HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return switch (response.statusCode()) {
          case 200 -> Optional.of(body.readNBytes(most + 1));
          case NOT_FOUND -> Optional.empty();
          default -> throw new IOException(address + " answered " + response.statusCode());
        };
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted at " + address).initCause(e);
    }
  }
}

package dev.loquat.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The page that asks a question, at {@code /}, and its files below {@code /playground/}, among them
 * those of the pages that show documents. They are few and small: read once, kept in memory, told
 * apart by their hashes. The page may run its own scripts and talk to its own server, nothing else.
 */
final class PlaygroundRoutes {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final List<String> FILES =
      List.of(
          "playground.css",
          "document.css",
          "loquat.svg",
          "app.js",
          "answers.js",
          "document.js",
          "dom.js",
          "passages.js",
          "score.js",
          "texts.js",
          "written.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  void add(Router router) {
    serve(router, "/", file("index.html"));
    for (String name : FILES) {
      serve(router, "/playground/" + name, file(name));
    }
  }

  private static void serve(Router router, String path, PageFile file) {
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .order(Routes.ORDER)
        .handler(context -> answer(context, file));
  }

  private static void answer(RoutingContext context, PageFile file) {
    HttpServerResponse response =
        context
            .response()
            .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("Referrer-Policy", "no-referrer")
            .putHeader("Cache-Control", "no-cache")
            .putHeader("ETag", file.etag());
    if (file.etag().equals(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", file.type());
    response.end(Buffer.buffer(file.bytes()));
  }

  private static PageFile file(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException("no media type is known for " + name);
    }
    byte[] bytes = bytes("playground/" + name);
    return new PageFile(type, bytes, "\"" + hash(bytes) + "\"");
  }

  private static byte[] bytes(String resource) {
    ClassLoader loader = PlaygroundRoutes.class.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the page's file " + resource + " is not packaged");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the page's file " + resource, e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * A file of the page.
   *
   * @param etag quoted, as the header has it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record PageFile(String type, byte[] bytes, String etag) {}
}

package dev.loquat.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.wire.Json;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;

/** Reads the bodies of requests, which Vert.x has gathered within the configured limit. */
final class Bodies {
  private Bodies() {}

  /**
   * The body as JSON.
   *
   * @throws ProblemException 415 for another content type, 400 for a body that is no JSON
   */
  static JsonNode json(RoutingContext context) {
    String type = mediaType(context).orElse("");
    if (!type.equals("application/json")) {
      throw new ProblemException(
          Problem.Kind.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type must be application/json, not " + (type.isEmpty() ? "missing" : type));
    }
    return Json.read(bytes(context));
  }

  /** The body's bytes; none if there is no body. */
  static byte[] bytes(RoutingContext context) {
    Buffer body = context.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  /** The media type of the body, without parameters. */
  static Optional<String> mediaType(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("Content-Type"))
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }
}

package dev.loquat.http;

import dev.loquat.wire.Fields;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Reads the variable parts of paths. */
final class Paths {
  /** What a route calls the rest of its path. */
  static final String REST = "*";

  private Paths() {}

  /**
   * The decoded part of the path that its route calls {@code name}.
   *
   * @throws ProblemException 400 if it is no text
   */
  static String part(RoutingContext context, String name) {
    String part = context.pathParam(name);
    if (part == null) {
      throw new IllegalStateException("the route has no part called " + name);
    }
    if (name.equals(REST)) { // which Vert.x leaves encoded
      part = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    Fields.faultOf(part)
        .ifPresent(
            fault -> {
              throw new ProblemException(
                  Problem.Kind.INVALID, "the " + name + " in the path " + fault);
            });
    return part;
  }
}

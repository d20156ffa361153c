package dev.loquat.http;

import dev.loquat.wire.Fields;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the variable parts of paths. */
final class Paths {
  /** What a route calls the rest of its path, which is always an id. */
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
      return text(
          "the id in the path ",
          URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return text("the " + name + " in the path ", part);
  }

  /** A parameter of the query. */
  static Optional<String> parameter(RoutingContext context, String name) {
    return context.queryParam(name).stream()
        .findFirst()
        .map(value -> text("the parameter " + name + " ", value));
  }

  /** A parameter of the query that is a whole number within a range. */
  static int number(RoutingContext context, String name, int min, int max, int otherwise) {
    Optional<String> text = parameter(context, name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("\\d{1,9}")) {
      int number = Integer.parseInt(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new ProblemException(
        Problem.Kind.INVALID,
        "the parameter %s must be between %d and %d, not \"%s\""
            .formatted(name, min, max, text.get()));
  }

  private static String text(String what, String value) {
    Fields.faultOf(value)
        .ifPresent(
            fault -> {
              throw new ProblemException(Problem.Kind.INVALID, what + fault);
            });
    return value;
  }
}

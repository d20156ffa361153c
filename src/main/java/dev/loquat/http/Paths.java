package dev.loquat.http;

import dev.loquat.wire.Fields;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import io.vertx.ext.web.RoutingContext;

/** Reads the variable parts of paths. */
final class Paths {
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
    Fields.faultOf(part)
        .ifPresent(
            fault -> {
              throw new ProblemException(
                  Problem.Kind.INVALID, "the " + name + " in the path " + fault);
            });
    return part;
  }
}

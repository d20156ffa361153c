package dev.loquat.http;

import dev.loquat.gateway.Keys;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** Which path leads where. */
final class Routes {
  /** Before Funqy's routes, which have the orders 0, 1, 2 and so on; after the body was read. */
  static final int ORDER = -5;

  private static final int KEYS_ORDER = -10;
  private static final int LAST_ORDER = 1_000_000;
  private static final List<String> OPEN = List.of("/q/", "/playground/", "/favicon.ico");

  private final Keys keys;

  Routes(Keys keys) {
    this.keys = keys;
  }

  /** Keys before everything else, problems after everything else. */
  void addEdges(Router router) {
    router.route().order(KEYS_ORDER).handler(this::checkKey);
    router.route().order(KEYS_ORDER).failureHandler(Failures::answer);
    router.route().order(LAST_ORDER).handler(context -> context.fail(404));
  }

  /** Refuses every method that no route before took. */
  static void wrongMethod(RoutingContext context) {
    throw new ProblemException(
        Problem.Kind.METHOD_NOT_ALLOWED,
        context.normalizedPath() + " does not answer " + context.request().method());
  }

  private void checkKey(RoutingContext context) {
    String path = context.normalizedPath();
    boolean open =
        path.equals("/") || OPEN.stream().anyMatch(path::startsWith) || isCapability(path);
    Optional<String> authorization =
        Optional.ofNullable(context.request().getHeader("Authorization"));
    if (open || keys.open(authorization)) {
      context.next();
      return;
    }
    context.response().putHeader("WWW-Authenticate", "Bearer");
    throw new ProblemException(
        Problem.Kind.UNAUTHORIZED, "send a key: Authorization: Bearer <key>");
  }

  /**
   * An answer's events are read by {@code EventSource}, which sends no header: their address is the
   * secret.
   */
  private static boolean isCapability(String path) {
    return path.startsWith("/answers/") && path.endsWith("/events");
  }
}

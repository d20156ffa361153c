package dev.loquat.http;

import dev.loquat.gateway.Keys;
import dev.loquat.store.Tenant;
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
  private static final int TENANT_ORDER = ORDER - 1;
  private static final String TENANT = "loquat.tenant";
  private static final int LAST_ORDER = 1_000_000;
  private static final List<String> OPEN = List.of("/q/", "/playground/", "/favicon.ico");

  private final Keys keys;

  Routes(Keys keys) {
    this.keys = keys;
  }

  /** Keys before everything else, problems after everything else. */
  void addEdges(Router router) {
    router.route().order(KEYS_ORDER).handler(this::checkKey);
    // Behind whatever waits for the body, so that all that follows runs inside.
    router.route().order(TENANT_ORDER).handler(Routes::bindTenant);
    router.route("/prompts*").order(ORDER).handler(this::requireOwn);
    router.route().order(KEYS_ORDER).failureHandler(Failures::answer);
    router.route().order(LAST_ORDER).handler(context -> context.fail(404));
  }

  /** Stored prompts are the service's own; its other tenants render them and no more. */
  private void requireOwn(RoutingContext context) {
    if (Optional.<Integer>ofNullable(context.get(TENANT)).filter(keys::isOwn).isEmpty()) {
      throw new ProblemException(
          Problem.Kind.FORBIDDEN, "prompts are kept by whoever runs this service");
    }
    context.next();
  }

  private static void bindTenant(RoutingContext context) {
    Tenant.run(Optional.ofNullable(context.get(TENANT)), context::next);
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
    Optional<Integer> tenant = keys.tenant(authorization);
    if (open || tenant.isPresent()) {
      tenant.ifPresent(one -> context.put(TENANT, one));
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

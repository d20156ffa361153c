package dev.loquat.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loquat.wire.Json;
import dev.loquat.wire.Problem;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends answers and problems. */
final class Replies {
  private Replies() {}

  /** Sends JSON. */
  static void json(RoutingContext context, int status, Object body) {
    bytes(context, status, "application/json", Json.write(body));
  }

  /** Sends bytes. */
  static void bytes(RoutingContext context, int status, String type, byte[] body) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status).putHeader("Content-Type", type).end(Buffer.buffer(body));
  }

  /** Sends a problem: as OpenAI's error below {@code /v1}, else as problem+json. */
  static void problem(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.headWritten() || response.closed()) {
      context.request().connection().close();
      return;
    }
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> response.putHeader("Retry-After", Integer.toString(seconds)));
    boolean openAi = context.normalizedPath().startsWith("/v1/");
    if (openAi) {
      bytes(context, problem.getStatus(), "application/json", Json.write(OpenAiError.of(problem)));
    } else {
      ObjectNode body = (ObjectNode) Json.tree(problem);
      body.put("traceId", traceId());
      if (context.normalizedPath().equals(DifyRoutes.PATH)) {
        DifyRoutes.addError(body, problem, context.request().getHeader("Authorization"));
      }
      bytes(context, problem.getStatus(), "application/problem+json", Json.write(body));
    }
  }

  /** Sends what a Uni gives, and cancels it when the caller leaves first. */
  static <T> void when(RoutingContext context, Uni<T> result, Consumer<T> send) {
    Context loop = context.vertx().getOrCreateContext();
    Cancellable running =
        result
            .emitOn(task -> loop.runOnContext(nothing -> task.run()))
            .subscribe()
            .with(send, context::fail);
    context.response().closeHandler(nothing -> running.cancel());
    context.response().exceptionHandler(failure -> running.cancel());
  }

  /**
   * Sends 204 when something was removed.
   *
   * @param removed whether it was there
   * @param otherwise why it was not
   */
  static void removed(
      RoutingContext context,
      Uni<Boolean> removed,
      Supplier<? extends RuntimeException> otherwise) {
    Uni<Boolean> known =
        removed.invoke(
            there -> {
              if (!there) {
                throw otherwise.get();
              }
            });
    when(context, known, done -> context.response().setStatusCode(204).end());
  }

  private static String traceId() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? span.getTraceId() : SpanContext.getInvalid().getTraceId();
  }
}

package dev.loquat.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.function.LoquatFunction;
import dev.loquat.wire.Json;
import dev.loquat.wire.Problem;
import dev.loquat.wire.ProblemException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code POST /<name>} for every function. CloudEvents at the same path go on to Funqy. */
final class FunctionRoutes {
  private final List<LoquatFunction> functions;

  FunctionRoutes(List<LoquatFunction> functions) {
    this.functions = functions;
  }

  void add(Router router) {
    for (LoquatFunction function : functions) {
      router
          .route("/" + function.name())
          .order(Routes.ORDER)
          .handler(context -> call(function, context));
    }
  }

  private static void call(LoquatFunction function, RoutingContext context) {
    if (context.request().method() != HttpMethod.POST) {
      context.response().putHeader("Allow", "POST");
      throw new ProblemException(
          Problem.Kind.METHOD_NOT_ALLOWED,
          "/" + function.name() + " answers POST, not " + context.request().method());
    }
    JsonNode body = Bodies.json(context);
    Replies.when(
        context,
        function.call(body),
        answer ->
            Replies.bytes(context, answer.status(), "application/json", Json.write(answer.body())));
  }
}

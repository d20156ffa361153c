package dev.loquat.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.loquat.wire.Problem;
import org.jspecify.annotations.Nullable;

/** An error as OpenAI's API has it. */
record OpenAiError(Body error) {
  record Body(String message, String type, @JsonInclude @Nullable String param, String code) {}

  static OpenAiError of(Problem problem) {
    String param =
        problem
            .firstPointer()
            .map(p -> p.substring(Math.min(1, p.length())).replace('/', '.'))
            .orElse(null);
    return new OpenAiError(new Body(problem.detail(), type(problem.kind()), param, code(problem)));
  }

  private static String type(Problem.Kind kind) {
    return switch (kind) {
      case INVALID,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE,
          DOES_NOT_COMPILE ->
          "invalid_request_error";
      case UNAUTHORIZED -> "authentication_error";
      case FORBIDDEN -> "permission_error";
      case TOO_MANY_REQUESTS -> "rate_limit_error";
      case INTERNAL, UNAVAILABLE, DEADLINE -> "server_error";
    };
  }

  private static String code(Problem problem) {
    return problem.kind().code().replace('-', '_');
  }
}

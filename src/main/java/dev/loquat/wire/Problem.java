package dev.loquat.wire;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A problem document as RFC 9457 has it, and the HTTP status that goes with it.
 *
 * @param kind which of the contract's problems this is
 * @param detail what is wrong this time, in words
 * @param errors each violation, for problems of input
 * @param retryAfterSeconds when to try again, for problems that pass
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
public record Problem(
    @JsonIgnore Kind kind,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors,
    @JsonIgnore OptionalInt retryAfterSeconds) {

  /** The problems the contract knows. */
  public enum Kind {
    INVALID(400, "The request is invalid"),
    UNAUTHORIZED(401, "A key is needed"),
    FORBIDDEN(403, "Refused"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    DOES_NOT_COMPILE(422, "The source does not compile"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Internal error"),
    UNAVAILABLE(503, "Temporarily unavailable"),
    DEADLINE(504, "The deadline passed");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** The last part of the problem's type, such as {@code too-large}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final int DEFAULT_RETRY_SECONDS = 2;

  /** A problem without violations. */
  public static Problem of(Kind kind, String detail) {
    boolean passes = kind == Kind.UNAVAILABLE || kind == Kind.TOO_MANY_REQUESTS;
    return new Problem(
        kind,
        detail,
        List.of(),
        passes ? OptionalInt.of(DEFAULT_RETRY_SECONDS) : OptionalInt.empty());
  }

  /** A problem of input; its detail is made of the violations. */
  public static Problem of(Kind kind, List<Violation> errors) {
    String detail = String.join("; ", errors.stream().limit(5).map(Violation::toString).toList());
    if (errors.size() > 5) {
      detail += "; and " + (errors.size() - 5) + " more";
    }
    return new Problem(kind, detail, List.copyOf(errors), OptionalInt.empty());
  }

  /** The problem's type, a URN. */
  public String getType() {
    return "urn:loquat:problem:" + kind.code();
  }

  /** The problem's title, the same for all of its kind. */
  public String getTitle() {
    return kind.title;
  }

  /** The HTTP status. */
  public int getStatus() {
    return kind.status;
  }

  /** The field of the first violation that names one. */
  public Optional<String> firstPointer() {
    return errors.stream().flatMap(error -> error.pointer().stream()).findFirst();
  }
}

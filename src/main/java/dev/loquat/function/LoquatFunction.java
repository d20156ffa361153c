package dev.loquat.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;

/** A function: one JSON request, one answer. */
public interface LoquatFunction {
  /** Its name, which is its path and the end of its CloudEvent type. */
  String name();

  /**
   * Answers a request; cancelling ends the work. Fails with {@link
   * dev.loquat.wire.ProblemException} or an exception of the room that was asked.
   */
  Uni<Answer> call(JsonNode request);

  /**
   * An answer.
   *
   * @param status the HTTP status, 200 or 207
   * @param body a record that is written as JSON
   */
  record Answer(int status, Object body) {
    /** An answer with status 200. */
    public static Answer ok(Object body) {
      return new Answer(200, body);
    }
  }
}

package dev.loquat.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer the field, as a JSON pointer (RFC 6901); empty for the whole body
 * @param line line in the source the caller sent, from 1, where the fault lies in a source text
 * @param column column in that line, from 1
 * @param message what is wrong, in words
 * @param excerpt the source's line with a caret under the fault
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Violation(
    Optional<String> pointer,
    Optional<Integer> line,
    Optional<Integer> column,
    String message,
    Optional<String> excerpt) {

  /** A fault of a field. */
  public static Violation at(String pointer, String message) {
    return new Violation(
        Optional.of(pointer), Optional.empty(), Optional.empty(), message, Optional.empty());
  }

  /** A fault in a source text, such as a prompt's YAML. */
  public static Violation inSource(int line, int column, String message, String excerpt) {
    return new Violation(
        Optional.empty(), Optional.of(line), Optional.of(column), message, Optional.of(excerpt));
  }

  @Override
  public String toString() {
    String place =
        pointer.orElseGet(() -> "line " + line.orElse(0) + ", column " + column.orElse(0));
    return place.isEmpty() ? message : place + " " + message;
  }
}

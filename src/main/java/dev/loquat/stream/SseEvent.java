package dev.loquat.stream;

import java.util.Optional;

/**
 * One server-sent event (WHATWG HTML, 9.2).
 *
 * @param event its type; empty means {@code message}
 * @param id what a browser sends back as {@code Last-Event-ID}; empty means no id field
 * @param data any text; line ends of all kinds reach the reader as LF
 */
public record SseEvent(Optional<String> event, Optional<String> id, String data) {
  public SseEvent {
    event.ifPresent(value -> requireOneLine("event", value));
    id.ifPresent(value -> requireOneLine("id", value));
  }

  /** An event of type {@code message} without id. */
  public static SseEvent message(String data) {
    return new SseEvent(Optional.empty(), Optional.empty(), data);
  }

  /** An event of a type of its own, without id. */
  public static SseEvent of(String event, String data) {
    return new SseEvent(Optional.of(event), Optional.empty(), data);
  }

  /** This event with an id. */
  public SseEvent withId(String newId) {
    return new SseEvent(event, Optional.of(newId), data);
  }

  private static void requireOneLine(String field, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException(
            "%s must not hold CR, LF or NUL, holds U+%04X at %d".formatted(field, (int) c, i));
      }
    }
  }
}

package dev.loquat.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code text/event-stream} from bytes in pieces of any size (WHATWG HTML, 9.2.6): CR, LF and
 * CRLF end lines also when a piece ends between them, one byte order mark at the start is skipped,
 * unknown fields are ignored, an event that the stream breaks off is not delivered.
 *
 * <p>Delivered events carry the id that was last seen, as a browser's {@code lastEventId} does. Not
 * thread-safe.
 */
public final class SseReader {
  private static final int BOM_LENGTH = 3;
  private static final int LONGEST_RETRY = 9;

  private final int maxEventBytes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;
  private String type = "";
  private Optional<String> lastId = Optional.empty();
  private Optional<Duration> retry = Optional.empty();
  private boolean afterCarriageReturn;
  private boolean firstLine = true;
  private int eventBytes;

  /**
   * @param maxEventBytes largest event, all of its lines together, in bytes; at least 1
   */
  public SseReader(int maxEventBytes) {
    if (maxEventBytes < 1) {
      throw new IllegalArgumentException("maxEventBytes must be at least 1, was " + maxEventBytes);
    }
    this.maxEventBytes = maxEventBytes;
  }

  /** Takes the next bytes and returns the events that they complete. */
  public List<SseEvent> accept(byte[] bytes) {
    return accept(bytes, 0, bytes.length);
  }

  /**
   * Takes the next bytes and returns the events that they complete.
   *
   * @throws SseTooLargeException if an event exceeds the cap; the reader is of no further use then
   */
  public List<SseEvent> accept(byte[] bytes, int offset, int length) {
    List<SseEvent> events = new ArrayList<>();
    for (int i = offset; i < offset + length; i++) {
      byte b = bytes[i];
      boolean secondHalf = b == '\n' && afterCarriageReturn;
      afterCarriageReturn = b == '\r';
      if (secondHalf) {
        continue;
      }
      if (b == '\n' || b == '\r') {
        endLine(events);
      } else {
        append(b);
      }
    }
    return events;
  }

  /** The id that a reconnecting client would send. */
  public Optional<String> lastEventId() {
    return lastId;
  }

  /** The reconnection time that the stream last asked for. */
  public Optional<Duration> retry() {
    return retry;
  }

  private void append(byte b) {
    if (++eventBytes > maxEventBytes) {
      throw new SseTooLargeException(maxEventBytes);
    }
    line.write(b);
  }

  private void endLine(List<SseEvent> events) {
    byte[] bytes = line.toByteArray();
    line.reset();
    int from = firstLine && startsWithBom(bytes) ? BOM_LENGTH : 0;
    firstLine = false;
    if (bytes.length == from) {
      dispatch(events);
      return;
    }
    if (bytes[from] == ':') {
      // Comments do not count: a stream of pings is endless and holds nothing.
      eventBytes -= bytes.length;
      return;
    }
    field(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
  }

  private static boolean startsWithBom(byte[] bytes) {
    return bytes.length >= BOM_LENGTH
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private void field(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    switch (name) {
      case "data" -> {
        hasData = true;
        data.append(value).append('\n');
      }
      case "event" -> type = value;
      case "id" -> {
        if (value.indexOf('\0') < 0) {
          lastId = Optional.of(value);
        }
      }
      case "retry" -> {
        if (isRetry(value)) {
          retry = Optional.of(Duration.ofMillis(Long.parseLong(value)));
        }
      }
      default -> {
        // The standard: other fields are ignored.
      }
    }
  }

  private static boolean isRetry(String value) {
    return !value.isEmpty()
        && value.length() <= LONGEST_RETRY
        && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private void dispatch(List<SseEvent> events) {
    if (hasData) {
      data.setLength(data.length() - 1);
      Optional<String> event = type.isEmpty() ? Optional.empty() : Optional.of(type);
      // A NUL in a type is legal to receive, though never written by us.
      events.add(
          new SseEvent(event.map(name -> name.replace('\0', '\uFFFD')), lastId, data.toString()));
    }
    data.setLength(0);
    hasData = false;
    type = "";
    eventBytes = 0;
  }
}

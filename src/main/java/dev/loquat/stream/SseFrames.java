package dev.loquat.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Writes server-sent events as the bytes of {@code text/event-stream} (WHATWG HTML, 9.2.5). Pure
 * and stateless. Every frame ends with a blank line, so that frames may be sent one by one. Lone
 * surrogates become U+FFFD.
 */
public final class SseFrames {
  private SseFrames() {}

  /** The frame of an event. */
  public static byte[] event(SseEvent event) {
    StringBuilder out = new StringBuilder(event.data().length() + 32);
    event.event().ifPresent(type -> field(out, "event", type));
    event.id().ifPresent(id -> field(out, "id", id));
    lines(out, "data: ", event.data());
    return bytes(out.append('\n'));
  }

  /**
   * A comment, which readers skip; {@code : ping} keeps idle connections open.
   *
   * @param text any text; each of its lines becomes a comment line
   */
  public static byte[] comment(String text) {
    StringBuilder out = new StringBuilder(text.length() + 4);
    lines(out, ": ", text);
    return bytes(out.append('\n'));
  }

  /** The reconnection time, which Safari needs before it reconnects at all. */
  public static byte[] retry(Duration wait) {
    if (wait.isNegative()) {
      throw new IllegalArgumentException("retry must not be negative, was " + wait);
    }
    return ("retry: " + wait.toMillis() + "\n\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static void field(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append('\n');
  }

  /** CR, LF and CRLF all end a line, as they do for the reader. */
  private static void lines(StringBuilder out, String prefix, String text) {
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r') {
        continue;
      }
      out.append(prefix).append(text, start, i).append('\n');
      if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        i++;
      }
      start = i + 1;
    }
    out.append(prefix).append(text, start, text.length()).append('\n');
  }

  private static byte[] bytes(StringBuilder out) {
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < out.length()
              && Character.isLowSurrogate(out.charAt(i + 1));
      if (pair) {
        i++;
      } else {
        out.setCharAt(i, '\uFFFD');
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}

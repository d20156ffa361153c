package dev.loquat.prompt.template;

import dev.loquat.prompt.template.RenderLimitException.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The output of a render: UTF-16 units in one array that is used again by later renders and wiped
 * in between. Not for more than one thread at a time.
 */
final class CharSink {
  private static final int FIRST = 4096;
  private static final int KEPT = 1 << 16;

  private char[] chars = new char[FIRST];
  private int length;
  private int start;
  private int maxBytes = Integer.MAX_VALUE;
  private String indent = "";
  private boolean indentDue;
  private boolean tracking;
  private String from = ProvenanceSpan.TEMPLATE;
  private int fromStart;
  private final List<ProvenanceSpan> spans = new ArrayList<>();

  void begin(int maxBytes, boolean tracking) {
    this.maxBytes = maxBytes;
    this.tracking = tracking;
  }

  boolean tracking() {
    return tracking;
  }

  /** Says where the text that follows comes from; only when tracking. */
  void from(String source) {
    if (!source.equals(from)) {
      endSpan();
      from = source;
    }
  }

  private void endSpan() {
    if (length > fromStart) {
      spans.add(new ProvenanceSpan(fromStart - start, length - start, from));
    }
    fromStart = length;
  }

  void append(char[] text) {
    if (indent.isEmpty()) {
      int end = length + text.length;
      if (end > chars.length) {
        grow(end);
      }
      System.arraycopy(text, 0, chars, length, text.length);
      length = end;
    } else {
      appendIndented(new String(text));
    }
  }

  void append(String text) {
    int size = text.length();
    if (indent.isEmpty()) {
      int end = length + size;
      if (end > chars.length) {
        grow(end);
      }
      text.getChars(0, size, chars, length);
      length = end;
    } else {
      appendIndented(text);
    }
  }

  /** The decimal digits of a number, without making a string of it. */
  void append(long number) {
    if (number < 0 || !indent.isEmpty()) {
      append(Long.toString(number));
      return;
    }
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    if (length + digits > chars.length) {
      grow(length + digits);
    }
    long rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      chars[at] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void appendIndented(String text) {
    String kept = indent;
    for (int at = 0; at < text.length(); ) {
      int newLine = text.indexOf('\n', at);
      int end = newLine < 0 ? text.length() : newLine + 1;
      indent = "";
      if (indentDue) {
        append(kept);
      }
      append(text.substring(at, end));
      indentDue = newLine >= 0;
      indent = kept;
      at = end;
    }
  }

  /** Puts {@code more} before each line from here on; returns what was put before until now. */
  String indent(String more) {
    String before = indent;
    if (!more.isEmpty()) {
      indent = before.isEmpty() ? more : before + more;
      indentDue = true;
    }
    return before;
  }

  /** Ends what {@link #indent} began. */
  void restoreIndent(String before) {
    if (before.length() != indent.length()) {
      indent = before;
      indentDue = !before.isEmpty() && length > start && chars[length - 1] == '\n';
    }
  }

  private void grow(int needed) {
    if (needed < 0 || needed > maxBytes) {
      throw tooLong();
    }
    long doubled = Math.min(2L * chars.length, Integer.MAX_VALUE - 16);
    char[] larger = new char[(int) Math.max(doubled, needed)];
    System.arraycopy(chars, 0, larger, 0, length);
    Arrays.fill(chars, 0, length, '\0');
    chars = larger;
  }

  private RenderLimitException tooLong() {
    return new RenderLimitException(
        Limit.OUTPUT_BYTES, "the rendered prompt is longer than " + maxBytes + " bytes");
  }

  /** Checks the limit exactly; called at the end of every message. */
  void checkLength() {
    if (length > maxBytes || (3L * length > maxBytes && utf8Length() > maxBytes)) {
      throw tooLong();
    }
  }

  private long utf8Length() {
    long bytes = length;
    for (int i = 0; i < length; i++) {
      char c = chars[i];
      // A surrogate pair is four bytes: two for each of its halves.
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }

  /** The text since the last {@code take}, which starts the next message. */
  String take() {
    checkLength();
    String text = new String(chars, start, length - start);
    start = length;
    return text;
  }

  /** Like {@link #take()}, without making a string. */
  <T> T take(Rendering.Taker<T> taker) {
    checkLength();
    T taken = taker.take(chars, start, length);
    start = length;
    return taken;
  }

  /** The spans of the message that {@code take} is about to return. */
  List<ProvenanceSpan> takeSpans() {
    endSpan();
    from = ProvenanceSpan.TEMPLATE;
    List<ProvenanceSpan> result = List.copyOf(spans);
    spans.clear();
    return result;
  }

  /** Overwrites what was written and makes the sink ready for another render. */
  void wipe() {
    if (chars.length > KEPT) {
      Arrays.fill(chars, 0, length, '\0');
      chars = new char[FIRST];
    } else {
      Arrays.fill(chars, 0, length, '\0');
    }
    length = 0;
    start = 0;
    indent = "";
    indentDue = false;
    from = ProvenanceSpan.TEMPLATE;
    fromStart = 0;
    spans.clear();
  }
}

package dev.loquat.extract;

import dev.loquat.extract.ExtractException.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text as it stands in the file: UTF-8, or UTF-16 with a byte order mark. Other encodings are not
 * guessed at: a wrong guess would be indexed and nobody told.
 */
final class PlainText {
  private static final double MOST_CONTROLS = 0.01;

  private PlainText() {}

  static Extracted read(Format format, byte[] bytes, Budget budget) {
    budget.append(decode(bytes));
    return new Extracted(format, Optional.empty(), budget.text());
  }

  /** The text of bytes, without byte order mark. */
  static String decode(byte[] bytes) {
    int mark = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    Charset charset = StandardCharsets.UTF_8;
    if (startsWith(bytes, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      mark = 2;
    } else if (startsWith(bytes, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      mark = 2;
    }
    String text = decode(bytes, mark, charset);
    checkIsText(text);
    return text;
  }

  private static String decode(byte[] bytes, int from, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
    CharBuffer out = CharBuffer.allocate(bytes.length - from + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int at = in.position();
      if (looksBinary(bytes)) {
        throw new ExtractException(Reason.FORMAT, "is no text but binary data");
      }
      throw new ExtractException(
          Reason.ENCODING,
          "is not %s: byte 0x%02X at %d; save it as UTF-8"
              .formatted(charset.name(), bytes[at] & 0xFF, at));
    }
    return out.flip().toString();
  }

  private static boolean looksBinary(byte[] bytes) {
    int controls = 0;
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
      controls += isControl(b & 0xFF) ? 1 : 0;
    }
    return controls > bytes.length * MOST_CONTROLS;
  }

  private static void checkIsText(String text) {
    int nul = text.indexOf('\0');
    long controls = text.chars().filter(PlainText::isControl).count();
    if (nul >= 0 || controls > text.length() * MOST_CONTROLS) {
      throw new ExtractException(
          Reason.FORMAT,
          "is no text but binary data" + (nul >= 0 ? ": NUL at character " + nul : ""));
    }
  }

  private static boolean isControl(int c) {
    return c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B;
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}

package dev.loquat.prompt.memory;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A buffer of the pool, with the encoder that fills it: both are used again. */
final class PoolBuffer {
  private final byte[] bytes = new byte[PromptPool.BUFFER_BYTES];
  private final ByteBuffer view = ByteBuffer.wrap(bytes);

  /** A lone surrogate becomes '?', as in {@link String#getBytes()}. */
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  byte[] bytes() {
    return bytes;
  }

  /** Encodes the text; the number of bytes, or -1 where the buffer is too small. */
  int encode(char[] chars, int from, int to) {
    view.clear();
    encoder.reset();
    CoderResult result = encoder.encode(CharBuffer.wrap(chars, from, to - from), view, true);
    return result.isOverflow() ? -1 : view.position();
  }

  void wipe(int used) {
    Arrays.fill(bytes, 0, used, (byte) 0);
  }
}

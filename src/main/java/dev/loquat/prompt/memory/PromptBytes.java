package dev.loquat.prompt.memory;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The UTF-8 bytes of a prompt, until they are closed. Every method throws {@link
 * IllegalStateException} afterwards. One thread at a time.
 */
public sealed interface PromptBytes extends AutoCloseable permits PooledPrompt, PromptSlice {
  /** The number of bytes. */
  int length();

  /** The byte at an index; throws {@link IndexOutOfBoundsException} outside of the prompt. */
  byte at(int index);

  /** Copies {@code length} bytes from {@code from} on into {@code target} at {@code offset}. */
  void copyTo(int from, byte[] target, int offset, int length);

  /** Writes all bytes without a copy that outlives the call. */
  void writeTo(OutputStream out) throws IOException;

  /** The bytes as a string. */
  String text();

  /** Ends the use: a buffer is wiped and returned, a view is gone. A second call throws. */
  @Override
  void close();
}

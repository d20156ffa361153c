package dev.loquat.text.trie;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Model files are packaged beside the classes that read them: a four-letter kind, then data. */
public final class ModelFile {
  private ModelFile() {}

  /**
   * The content of {@code name} behind its kind, little-endian.
   *
   * @throws IllegalStateException if the file is missing or of another kind
   */
  public static ByteBuffer open(Class<?> beside, String name, String kind) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the model " + name + " is not packaged beside " + beside.getName());
      }
      return check(ByteBuffer.wrap(content(in)), name, kind);
    } catch (IOException e) {
      throw new UncheckedIOException("the model " + name + " cannot be read", e);
    }
  }

  /** Files and archives know their size; growing arrays takes as long as reading. */
  private static byte[] content(InputStream in) throws IOException {
    byte[] expected = new byte[in.available()];
    int n = in.readNBytes(expected, 0, expected.length);
    byte[] more = in.readAllBytes();
    if (n == expected.length && more.length == 0) {
      return expected;
    }
    byte[] all = Arrays.copyOf(expected, n + more.length);
    System.arraycopy(more, 0, all, n, more.length);
    return all;
  }

  private static ByteBuffer check(ByteBuffer data, String name, String kind) {
    data.order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder found = new StringBuilder();
    while (found.length() < 4 && data.hasRemaining()) {
      found.append((char) data.get());
    }
    if (!kind.contentEquals(found)) {
      throw new IllegalStateException(
          "the model " + name + " is of kind " + found + ", expected " + kind);
    }
    return data;
  }
}

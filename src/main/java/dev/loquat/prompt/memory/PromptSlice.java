package dev.loquat.prompt.memory;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A read-only view of a {@link PromptOwner}'s memory, or of a part of it. */
public final class PromptSlice implements PromptBytes {
  private static final int CHUNK = 8192;

  private @Nullable MemorySegment view;

  PromptSlice(MemorySegment view) {
    this.view = view;
  }

  /**
   * The memory itself, read-only: whoever keeps it gets an {@link IllegalStateException} from it
   * once the owner is closed.
   */
  public MemorySegment segment() {
    MemorySegment now = view;
    if (now == null) {
      throw new IllegalStateException("this slice was closed");
    }
    if (!now.scope().isAlive()) {
      throw new IllegalStateException("the prompt that this slice belongs to was closed");
    }
    return now;
  }

  /** A part of this view; no byte is copied. */
  public PromptSlice slice(int from, int length) {
    return new PromptSlice(segment().asSlice(from, length));
  }

  @Override
  public int length() {
    return (int) segment().byteSize();
  }

  @Override
  public byte at(int index) {
    return segment().get(ValueLayout.JAVA_BYTE, index);
  }

  @Override
  public void copyTo(int from, byte[] target, int offset, int count) {
    MemorySegment.copy(segment(), ValueLayout.JAVA_BYTE, from, target, offset, count);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] chunk = new byte[Math.min(CHUNK, length())];
    for (int at = 0; at < length(); at += chunk.length) {
      int count = Math.min(chunk.length, length() - at);
      copyTo(at, chunk, 0, count);
      out.write(chunk, 0, count);
    }
  }

  @Override
  public String text() {
    return new String(segment().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    segment();
    view = null;
  }
}

package dev.loquat.prompt.memory;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A prompt in a buffer of the pool. */
public final class PooledPrompt implements PromptBytes {
  private static final VarHandle BUFFER;

  static {
    try {
      BUFFER = MethodHandles.lookup().findVarHandle(PooledPrompt.class, "buffer", PoolBuffer.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final PromptPool pool;
  private final int length;
  private @Nullable PoolBuffer buffer;

  private PooledPrompt(PromptPool pool, PoolBuffer buffer, int length) {
    this.pool = pool;
    this.length = length;
    this.buffer = buffer;
  }

  /** Encodes a text of at most 4096 bytes into a buffer; null where it is longer. */
  static @Nullable PooledPrompt encode(PromptPool pool, char[] chars, int from, int to) {
    PoolBuffer buffer = pool.take();
    int length = buffer.encode(chars, from, to);
    if (length < 0) {
      pool.giveBack(buffer, PromptPool.BUFFER_BYTES);
      return null;
    }
    return new PooledPrompt(pool, buffer, length);
  }

  private byte[] buffer() {
    PoolBuffer now = buffer;
    if (now == null) {
      throw new IllegalStateException("this prompt was closed: its buffer is in the pool again");
    }
    return now.bytes();
  }

  @Override
  public int length() {
    buffer();
    return length;
  }

  @Override
  public byte at(int index) {
    return buffer()[Objects.checkIndex(index, length)];
  }

  @Override
  public void copyTo(int from, byte[] target, int offset, int count) {
    Objects.checkFromIndexSize(from, count, length);
    System.arraycopy(buffer(), from, target, offset, count);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(buffer(), 0, length);
  }

  @Override
  public String text() {
    return new String(buffer(), 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    PoolBuffer mine = (PoolBuffer) BUFFER.getAndSet(this, (PoolBuffer) null);
    if (mine == null) {
      throw new IllegalStateException("this prompt was closed before: its buffer is returned once");
    }
    pool.giveBack(mine, length);
  }
}

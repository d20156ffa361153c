package dev.loquat.prompt.memory;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts a rendered text into memory by its size: a pooled buffer up to 4096 bytes, above that memory
 * of its own, whose end costs about 0.1 ms (ADR 0032). Safe for all threads.
 */
public final class PromptMemory {
  private final PromptPool pool;

  /** Over a pool, which others may share. */
  public PromptMemory(PromptPool pool) {
    this.pool = pool;
  }

  /** A text as bytes with a lifetime; the caller closes it. */
  public Held hold(char[] chars, int from, int to) {
    if (to - from <= PromptPool.BUFFER_BYTES) {
      PooledPrompt pooled = PooledPrompt.encode(pool, chars, from, to);
      if (pooled != null) {
        return new Held.Small(pooled);
      }
    }
    var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars, from, to - from));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    return new Held.Large(PromptOwner.of(bytes));
  }

  /** {@link #hold(char[], int, int)} for a string. */
  public Held hold(String text) {
    char[] chars = text.toCharArray();
    Held held = hold(chars, 0, chars.length);
    Arrays.fill(chars, '\0');
    return held;
  }

  /** A prompt in memory, of either kind. */
  public sealed interface Held extends AutoCloseable {
    /** The bytes; for a large prompt a view that ends with the owner. */
    PromptBytes bytes();

    /** Ends the lifetime of the memory. A second call throws. */
    @Override
    void close();

    /** In a pooled buffer. */
    record Small(PooledPrompt bytes) implements Held {
      @Override
      public void close() {
        bytes.close();
      }
    }

    /** In memory of its own. */
    record Large(PromptOwner owner) implements Held {
      @Override
      public PromptBytes bytes() {
        return owner.slice();
      }

      @Override
      public void close() {
        owner.close();
      }
    }
  }
}

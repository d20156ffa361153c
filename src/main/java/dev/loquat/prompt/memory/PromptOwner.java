package dev.loquat.prompt.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Owns the memory of a large prompt, outside of the heap. It gives out read-only slices that share
 * the memory; closing it overwrites the memory and frees it, after which every slice throws.
 */
public final class PromptOwner implements AutoCloseable {
  private final Arena arena;
  private final MemorySegment memory;

  private PromptOwner(Arena arena, MemorySegment memory) {
    this.arena = arena;
    this.memory = memory;
  }

  /** Takes over the bytes: they are copied once, and the array given is overwritten with zeros. */
  public static PromptOwner of(byte[] utf8) {
    Arena arena = Arena.ofShared();
    MemorySegment memory = arena.allocate(Math.max(1, utf8.length), 1);
    MemorySegment.copy(utf8, 0, memory, ValueLayout.JAVA_BYTE, 0, utf8.length);
    Arrays.fill(utf8, (byte) 0);
    return new PromptOwner(arena, memory.asSlice(0, utf8.length));
  }

  /** The number of bytes. */
  public int length() {
    return (int) memory.byteSize();
  }

  /** A read-only view of all bytes. */
  public PromptSlice slice() {
    return new PromptSlice(alive().asReadOnly());
  }

  /** A read-only view of a part; no byte is copied. */
  public PromptSlice slice(int from, int length) {
    return new PromptSlice(alive().asSlice(from, length).asReadOnly());
  }

  private MemorySegment alive() {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("this prompt was closed before");
    }
    return memory;
  }

  /** Wipes and frees the memory. A second call throws {@link IllegalStateException}. */
  @Override
  public void close() {
    alive().fill((byte) 0);
    arena.close();
  }
}

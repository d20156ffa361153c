package dev.loquat.prompt.memory;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Buffers of 4096 bytes that are used again. They lie in stripes, of which each thread tries a few,
 * and are taken and returned by atomic exchange: no locks, no thread-locals, so platform and
 * virtual threads are served alike and the pool never holds more than its places. An empty pool
 * makes a new buffer; a full one lets go of what is returned.
 */
public final class PromptPool {
  /** The largest prompt, in bytes, that is kept in a pooled buffer. */
  public static final int BUFFER_BYTES = 4096;

  private static final int TRIES = 4;

  /** Places lie this far apart, so that stripes do not share cache lines. */
  private static final int SPREAD = 16;

  private final AtomicReferenceArray<PoolBuffer> places;
  private final int mask;
  private final LongAdder made = new LongAdder();
  private final LongAdder leased = new LongAdder();

  /** A pool that keeps up to {@code buffers} buffers, rounded up to a power of two. */
  public PromptPool(int buffers) {
    if (buffers < 1 || buffers > 1 << 16) {
      throw new IllegalArgumentException("a pool has 1 to 65536 buffers, not " + buffers);
    }
    int size = Integer.highestOneBit(Math.max(1, 2 * buffers - 1));
    mask = size - 1;
    places = new AtomicReferenceArray<>(size * SPREAD);
  }

  /** Sixteen buffers for each processor. */
  public PromptPool() {
    this(Math.min(1 << 16, 16 * Runtime.getRuntime().availableProcessors()));
  }

  PoolBuffer take() {
    leased.increment();
    int first = stripe();
    for (int i = 0; i < TRIES; i++) {
      int at = ((first + i) & mask) * SPREAD;
      if (places.getPlain(at) != null) {
        PoolBuffer buffer = places.getAndSet(at, null);
        if (buffer != null) {
          return buffer;
        }
      }
    }
    made.increment();
    return new PoolBuffer();
  }

  /** Takes a buffer back; its first {@code used} bytes are overwritten before anyone can get it. */
  void giveBack(PoolBuffer buffer, int used) {
    buffer.wipe(used);
    leased.decrement();
    int first = stripe();
    for (int i = 0; i < TRIES; i++) {
      int at = ((first + i) & mask) * SPREAD;
      if (places.getPlain(at) == null && places.compareAndSet(at, null, buffer)) {
        return;
      }
    }
  }

  private static int stripe() {
    return (int) (Thread.currentThread().threadId() * 0x9E3779B97F4A7C15L >>> 40);
  }

  /** How many buffers have been made since the start: what was not served by the pool. */
  public long made() {
    return made.sum();
  }

  /** How many buffers are in use now; what stays above 0 for ever has been leaked. */
  public long leased() {
    return leased.sum();
  }

  /** How many buffers lie in the pool now. */
  public int idle() {
    int idle = 0;
    for (int at = 0; at <= mask; at++) {
      idle += places.get(at * SPREAD) == null ? 0 : 1;
    }
    return idle;
  }
}

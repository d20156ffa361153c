package dev.loquat.stream;

import java.time.Instant;

/**
 * A piece of an answer that ends at a semantic boundary, or where waiting or size had to end it.
 *
 * @param index position in the answer, rising from 1 without gaps
 * @param text never empty; whole code points
 * @param created when the slice was cut
 * @param expires the request's deadline: after it nobody waits for this slice any more
 */
public record Slice(long index, String text, Instant created, Instant expires) {
  /** Whether the request that this slice belongs to is over at {@code now}. */
  public boolean expiredAt(Instant now) {
    return !now.isBefore(expires);
  }
}

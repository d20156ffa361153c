package dev.loquat.stream;

import java.time.Duration;

/**
 * How text is cut into slices.
 *
 * @param maxWait how long text may wait for a boundary, 0 or more
 * @param minLength shortest slice (UTF-16 units) cut at a comma or colon; sentence ends and line
 *     ends cut at any length
 * @param maxLength longest slice in UTF-16 units, at least 16; only a single grapheme cluster or
 *     citation marker that is longer may exceed it
 * @param maxOutstanding slices cut but not yet consumed, 1 or more
 * @param maxPending UTF-16 units that may wait while all slices are outstanding, at least {@code
 *     maxLength}
 */
public record SliceSettings(
    Duration maxWait, int minLength, int maxLength, int maxOutstanding, int maxPending) {

  public SliceSettings {
    require(!maxWait.isNegative(), "maxWait must not be negative", maxWait);
    require(minLength >= 1, "minLength must be at least 1", minLength);
    require(maxLength >= 16, "maxLength must be at least 16", maxLength);
    require(minLength <= maxLength, "minLength must not exceed maxLength", minLength);
    require(maxOutstanding >= 1, "maxOutstanding must be at least 1", maxOutstanding);
    require(maxPending >= maxLength, "maxPending must be at least maxLength", maxPending);
  }

  /** 28 ms, commas from 8 units on, 240 units, 256 slices outstanding, 64 Ki units pending. */
  public static SliceSettings standard() {
    return new SliceSettings(Duration.ofMillis(28), 8, 240, 256, 1 << 16);
  }

  private static void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ", was " + value);
    }
  }
}

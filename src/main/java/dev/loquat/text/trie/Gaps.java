package dev.loquat.text.trie;

import java.nio.ByteBuffer;

/**
 * Rising numbers as they stand in a file: each as its distance from the one before, seven bits a
 * byte, the lowest first; all but a distance's last byte are negative.
 */
public final class Gaps {
  /** How many bytes one number may take. */
  public static final int LONGEST = 5;

  private Gaps() {}

  /**
   * Puts the numbers into a file.
   *
   * @throws IllegalArgumentException if a number is below the one before
   */
  public static void write(int[] rising, ByteBuffer out) {
    int last = Integer.MIN_VALUE;
    for (int number : rising) {
      if (number < last) {
        throw new IllegalArgumentException(number + " stands behind " + last);
      }
      int gap = number - last;
      while (gap >>> 7 != 0) {
        out.put((byte) (gap | 0x80));
        gap >>>= 7;
      }
      out.put((byte) gap);
      last = number;
    }
  }

  /** Fills {@code rising} with the next numbers of a file. */
  public static void read(ByteBuffer in, int[] rising) {
    int last = Integer.MIN_VALUE;
    for (int i = 0; i < rising.length; i++) {
      int gap = 0;
      int shift = 0;
      byte part = in.get();
      while (part < 0) {
        gap |= (part & 0x7F) << shift;
        shift += 7;
        part = in.get();
      }
      last += gap | part << shift;
      rising[i] = last;
    }
  }
}

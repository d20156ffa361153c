package dev.loquat.rank;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Term frequencies from 1, less 1 and packed in 0 to 8 bits each; those that do not fit are packed
 * as 0 and listed behind. Immutable.
 */
final class Frequencies {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_WIDTH = 8;
  private static final int ESCAPE_BITS = 24;

  private final byte[] bytes;
  private final int packed;
  private final int width;
  private final int[] escapeIndex;
  private final int[] escapeTf;

  /** Reads {@code count} frequencies that {@link #write} wrote with such a width. */
  Frequencies(byte[] bytes, ByteSource in, int count, int width) {
    this.bytes = bytes;
    this.width = width;
    packed = in.position();
    in.skip((count * width + 7) / 8);
    int escapes = in.varintInt();
    escapeIndex = new int[escapes];
    escapeTf = new int[escapes];
    int index = 0;
    for (int i = 0; i < escapes; i++) {
      index += in.varintInt();
      escapeIndex[i] = index;
      escapeTf[i] = in.varintInt();
    }
  }

  /** The width that takes the fewest bits for the frequencies {@code from} to {@code to}. */
  static int bestWidth(int[] tfs, int from, int to) {
    int[] needed = new int[MAX_WIDTH + 2]; // how many need so many bits, all above in the last
    for (int i = from; i < to; i++) {
      needed[Math.min(MAX_WIDTH + 1, 32 - Integer.numberOfLeadingZeros(tfs[i] - 1))]++;
    }
    int best = 0;
    int bestBits = Integer.MAX_VALUE;
    int fit = 0;
    for (int width = 0; width <= MAX_WIDTH; width++) {
      fit += needed[width];
      int bits = width * (to - from) + ESCAPE_BITS * (to - from - fit);
      if (bits < bestBits) {
        bestBits = bits;
        best = width;
      }
    }
    return best;
  }

  static void write(ByteSink out, int[] tfs, int from, int to, int width) {
    byte[] packed = new byte[((to - from) * width + 7) / 8];
    int escapes = 0;
    for (int i = from, at = 0; i < to; i++, at += width) {
      if (tfs[i] > 1 << width) {
        escapes++;
      }
      if (width == 0 || tfs[i] > 1 << width) {
        continue;
      }
      int shifted = tfs[i] - 1 << (at & 7); // at most 15 bits
      packed[at >>> 3] |= (byte) shifted;
      if (shifted > 0xff) {
        packed[(at >>> 3) + 1] |= (byte) (shifted >>> 8);
      }
    }
    out.raw(packed);
    out.varint(escapes);
    int last = from;
    for (int i = from; i < to; i++) {
      if (tfs[i] > 1 << width) {
        out.varint(i - last);
        out.varint(tfs[i]);
        last = i;
      }
    }
  }

  /**
   * Fills the first {@code n} of {@code tfs} with the frequencies from {@code from} on.
   *
   * @param from a multiple of 8
   */
  void decode(int from, int n, int[] tfs) {
    int done = 0;
    if (width == 0) {
      Arrays.fill(tfs, 0, n, 1);
      done = n;
    } else {
      int mask = (1 << width) - 1;
      int at = packed + (from >>> 3) * width; // eight take so many bytes
      for (; done + 8 <= n && at + 8 <= bytes.length; done += 8, at += width) {
        long word = (long) LONG.get(bytes, at);
        for (int i = 0; i < 8; i++) {
          tfs[done + i] = ((int) (word >>> (i * width)) & mask) + 1;
        }
      }
    }
    for (; done < n; done++) {
      tfs[done] = packed(from + done);
    }
    for (int i = firstEscape(from); i < escapeIndex.length && escapeIndex[i] < from + n; i++) {
      tfs[escapeIndex[i] - from] = escapeTf[i];
    }
  }

  private int firstEscape(int from) {
    int at = from == 0 ? 0 : Arrays.binarySearch(escapeIndex, from);
    return at < 0 ? -at - 1 : at;
  }

  int of(int index) {
    int tf = packed(index);
    if (tf > 1 || escapeIndex.length == 0) {
      return tf;
    }
    int escape = Arrays.binarySearch(escapeIndex, index);
    return escape >= 0 ? escapeTf[escape] : tf;
  }

  /** Puts the frequencies in the place of the first {@code n} indices, which rise. */
  void replace(int[] indices, int n) {
    int escape = n == 0 ? 0 : firstEscape(indices[0]);
    for (int i = 0; i < n; i++) {
      int index = indices[i];
      while (escape < escapeIndex.length && escapeIndex[escape] < index) {
        escape++;
      }
      boolean escaped = escape < escapeIndex.length && escapeIndex[escape] == index;
      indices[i] = escaped ? escapeTf[escape] : packed(index);
    }
  }

  private int packed(int index) {
    if (width == 0) {
      return 1;
    }
    int bit = index * width;
    int at = packed + (bit >>> 3); // not the last byte: the number of escapes comes behind
    int two = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    return (two >>> (bit & 7) & (1 << width) - 1) + 1;
  }
}

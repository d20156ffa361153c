package dev.loquat.rank;

import java.util.Arrays;

/**
 * The postings of one term in one range of {@value #DOCS} documents: sorted 16-bit ids, or a bitmap
 * where that is smaller, and term frequencies packed in 0 to 8 bits; those that do not fit are
 * listed behind. A few (term frequency, length) pairs bound every posting's score from above,
 * whatever the average length: no posting has a higher frequency and a smaller length than some
 * pair.
 *
 * <p>Layout after the range's number: varint count, u8 kind and width, u8 pairs, pairs of varints,
 * ids, frequencies, varint escapes, escapes (varint distance of index, varint frequency).
 */
final class Container {
  static final int SHIFT = 14;
  static final int DOCS = 1 << SHIFT;
  private static final int BITMAP_BYTES = DOCS / 8;
  private static final int MAX_PAIRS = 4;

  private final byte[] bytes;
  final int count;
  private final boolean bitmap;
  private final int width;
  private final int[] boundTf;
  private final int[] boundLength;
  private final int ids;
  private final int frequencies;
  private final int[] escapeIndex;
  private final int[] escapeTf;

  Container(byte[] bytes, ByteSource in) {
    this.bytes = bytes;
    count = in.varintInt();
    int kind = in.u8();
    bitmap = (kind & 1) == 1;
    width = kind >>> 1;
    int pairs = in.u8();
    boundTf = new int[pairs];
    boundLength = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      boundTf[i] = in.varintInt();
      boundLength[i] = in.varintInt();
    }
    ids = in.position();
    in.skip(bitmap ? BITMAP_BYTES : 2 * count);
    frequencies = in.position();
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

  static void write(ByteSink out, int[] docs, int[] tfs, int n, int[] lengths) {
    out.varint(n);
    int width = bestWidth(tfs, n);
    boolean bitmap = 2 * n > BITMAP_BYTES;
    out.u8((bitmap ? 1 : 0) | width << 1);
    writeBounds(out, tfs, n, lengths);
    if (bitmap) {
      byte[] bits = new byte[BITMAP_BYTES];
      for (int i = 0; i < n; i++) {
        int doc = docs[i] & (DOCS - 1);
        bits[doc >>> 3] |= (byte) (1 << (doc & 7));
      }
      out.raw(bits);
    } else {
      for (int i = 0; i < n; i++) {
        out.u16(docs[i] & (DOCS - 1));
      }
    }
    writeFrequencies(out, tfs, n, width);
  }

  private static int bestWidth(int[] tfs, int n) {
    int best = 0;
    int bestBits = Integer.MAX_VALUE;
    for (int width = 0; width <= 8; width++) {
      int bits = width * n;
      for (int i = 0; i < n; i++) {
        if (tfs[i] > 1 << width) {
          bits += 24;
        }
      }
      if (bits < bestBits) {
        bestBits = bits;
        best = width;
      }
    }
    return best;
  }

  private static void writeFrequencies(ByteSink out, int[] tfs, int n, int width) {
    byte[] packed = new byte[(n * width + 7) / 8];
    int escapes = 0;
    for (int i = 0; i < n; i++) {
      if (tfs[i] > 1 << width) {
        escapes++;
        continue;
      }
      int value = tfs[i] - 1;
      for (int bit = 0; bit < width; bit++) {
        int at = i * width + bit;
        packed[at >>> 3] |= (byte) ((value >>> bit & 1) << (at & 7));
      }
    }
    out.raw(packed);
    out.varint(escapes);
    int last = 0;
    for (int i = 0; i < n; i++) {
      if (tfs[i] > 1 << width) {
        out.varint(i - last);
        out.varint(tfs[i]);
        last = i;
      }
    }
  }

  /** The pairs that no other pair outdoes, thinned to a few by joining neighbours. */
  private static void writeBounds(ByteSink out, int[] tfs, int n, int[] lengths) {
    int[][] pairs = new int[n][];
    for (int i = 0; i < n; i++) {
      pairs[i] = new int[] {tfs[i], lengths[i]};
    }
    Arrays.sort(pairs, (a, b) -> a[1] != b[1] ? Integer.compare(a[1], b[1]) : b[0] - a[0]);
    int[][] front = new int[n][];
    int size = 0;
    for (int[] pair : pairs) {
      if (size == 0 || pair[0] > front[size - 1][0]) {
        front[size++] = pair;
      }
    }
    int kept = Math.min(size, MAX_PAIRS);
    out.u8(kept);
    for (int i = 0; i < kept; i++) {
      int from = i * size / kept;
      int to = (i + 1) * size / kept;
      out.varint(front[to - 1][0]); // the highest frequency of the group
      out.varint(front[from][1]); // and its smallest length
    }
  }

  /** No posting of this range scores more, before idf. */
  double bound(Norms norms) {
    double best = 0;
    for (int i = 0; i < boundTf.length; i++) {
      best = Math.max(best, norms.saturation(boundTf[i], boundLength[i]));
    }
    return best;
  }

  /** Fills ids (within the range) and frequencies, {@link #count} of each. */
  void decode(int[] docs, int[] tfs) {
    if (bitmap) {
      int n = 0;
      for (int at = 0; at < BITMAP_BYTES; at += 8) {
        long word = word(at);
        while (word != 0) {
          docs[n++] = (at << 3) + Long.numberOfTrailingZeros(word);
          word &= word - 1;
        }
      }
    } else {
      for (int i = 0, at = ids; i < count; i++, at += 2) {
        docs[i] = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
      }
    }
    decodeFrequencies(tfs);
  }

  private void decodeFrequencies(int[] tfs) {
    if (width == 0) {
      Arrays.fill(tfs, 0, count, 1);
    } else {
      int mask = (1 << width) - 1;
      long buffer = 0;
      int available = 0;
      int at = frequencies;
      for (int i = 0; i < count; i++) {
        if (available < width) {
          buffer |= (bytes[at++] & 0xffL) << available;
          available += 8;
        }
        tfs[i] = (int) (buffer & mask) + 1;
        buffer >>>= width;
        available -= width;
      }
    }
    for (int i = 0; i < escapeIndex.length; i++) {
      tfs[escapeIndex[i]] = escapeTf[i];
    }
  }

  private long word(int at) {
    long word = 0;
    for (int i = 7; i >= 0; i--) {
      word = word << 8 | (bytes[ids + at + i] & 0xffL);
    }
    return word;
  }

  /** The term's frequency in a document of the range, 0 if it has none. */
  int frequency(int doc) {
    int index = bitmap ? indexInBitmap(doc) : indexInIds(doc);
    if (index < 0) {
      return 0;
    }
    int escape = Arrays.binarySearch(escapeIndex, index);
    if (escape >= 0) {
      return escapeTf[escape];
    }
    int value = 0;
    for (int bit = 0; bit < width; bit++) {
      int at = index * width + bit;
      value |= (bytes[frequencies + (at >>> 3)] >>> (at & 7) & 1) << bit;
    }
    return value + 1;
  }

  private int indexInBitmap(int doc) {
    if ((bytes[ids + (doc >>> 3)] >>> (doc & 7) & 1) == 0) {
      return -1;
    }
    int rank = 0;
    int full = doc >>> 6;
    for (int i = 0; i < full; i++) {
      rank += Long.bitCount(word(i << 3));
    }
    return rank + Long.bitCount(word(full << 3) & ((1L << (doc & 63)) - 1));
  }

  private int indexInIds(int doc) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int at = ids + 2 * middle;
      int value = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
      if (value < doc) {
        low = middle + 1;
      } else if (value > doc) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }
}

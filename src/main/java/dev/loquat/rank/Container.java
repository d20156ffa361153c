package dev.loquat.rank;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_PAIRS = 4;
  private static final int MAX_WIDTH = 8;
  private static final int ESCAPE_BITS = 24;
  private static final int DISTINCT_TFS = 64;

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

  /** Of a bitmap, how many documents come before each 64; made when first needed, by any thread. */
  private volatile short @Nullable [] ranks;

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

  /** Writes the postings {@code from} to {@code to}, all of one range. */
  static void write(ByteSink out, int[] docs, int[] tfs, int from, int to, int[] lengths) {
    int n = to - from;
    out.varint(n);
    int width = bestWidth(tfs, from, to);
    boolean bitmap = 2 * n > BITMAP_BYTES;
    out.u8((bitmap ? 1 : 0) | width << 1);
    writeBounds(out, docs, tfs, from, to, lengths);
    if (bitmap) {
      byte[] bits = new byte[BITMAP_BYTES];
      for (int i = from; i < to; i++) {
        int doc = docs[i] & (DOCS - 1);
        bits[doc >>> 3] |= (byte) (1 << (doc & 7));
      }
      out.raw(bits);
    } else {
      for (int i = from; i < to; i++) {
        out.u16(docs[i] & (DOCS - 1));
      }
    }
    writeFrequencies(out, tfs, from, to, width);
  }

  private static int bestWidth(int[] tfs, int from, int to) {
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

  private static void writeFrequencies(ByteSink out, int[] tfs, int from, int to, int width) {
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

  /** The pairs that no other pair outdoes, thinned to a few by joining neighbours. */
  private static void writeBounds(
      ByteSink out, int[] docs, int[] tfs, int from, int to, int[] lengths) {
    int[] shortest = new int[DISTINCT_TFS]; // length by frequency, those above in the last
    Arrays.fill(shortest, Integer.MAX_VALUE);
    int highest = 0;
    for (int i = from; i < to; i++) {
      int tf = Math.min(tfs[i], DISTINCT_TFS - 1);
      shortest[tf] = Math.min(shortest[tf], lengths[docs[i]]);
      highest = Math.max(highest, tfs[i]);
    }
    int[] frontTf = new int[DISTINCT_TFS];
    int[] frontLength = new int[DISTINCT_TFS];
    int size = 0;
    int best = Integer.MAX_VALUE;
    for (int tf = Math.min(highest, DISTINCT_TFS - 1); tf > 0; tf--) {
      if (shortest[tf] < best) {
        best = shortest[tf];
        frontTf[size] = size == 0 ? highest : tf;
        frontLength[size++] = best;
      }
    }
    int kept = Math.min(size, MAX_PAIRS);
    out.u8(kept);
    for (int i = 0; i < kept; i++) {
      out.varint(frontTf[i * size / kept]); // the highest frequency of the group
      out.varint(frontLength[(i + 1) * size / kept - 1]); // and its smallest length
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
      int inWords = Math.min(count, Math.max(0, (bytes.length - 8 - frequencies) * 8 / width));
      for (int i = 0, bit = 0; i < inWords; i++, bit += width) {
        long word = (long) LONG.get(bytes, frequencies + (bit >>> 3));
        tfs[i] = (int) (word >>> (bit & 7)) & mask;
        tfs[i]++;
      }
      for (int i = inWords; i < count; i++) {
        tfs[i] = packedFrequency(i);
      }
    }
    for (int i = 0; i < escapeIndex.length; i++) {
      tfs[escapeIndex[i]] = escapeTf[i];
    }
  }

  private int packedFrequency(int index) {
    int value = 0;
    for (int bit = 0; bit < width; bit++) {
      int at = index * width + bit;
      value |= (bytes[frequencies + (at >>> 3)] >>> (at & 7) & 1) << bit;
    }
    return value + 1;
  }

  private long word(int at) {
    return (long) LONG.get(bytes, ids + at);
  }

  /** How many documents are in a set, whose words of this range begin at {@code from}. */
  int countIn(long[] words, int from) {
    int hits = 0;
    if (bitmap) {
      int end = Math.min(DOCS / 64, words.length - from);
      for (int i = 0; i < end; i++) {
        hits += Long.bitCount(word(i << 3) & words[from + i]);
      }
    } else {
      for (int i = 0, at = ids; i < count; i++, at += 2) {
        int doc = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
        int word = from + (doc >>> 6);
        if (word < words.length) {
          hits += (int) (words[word] >>> (doc & 63) & 1);
        }
      }
    }
    return hits;
  }

  /** The term's frequency in a document of the range, 0 if it has none. */
  int frequency(int doc) {
    int index = bitmap ? indexInBitmap(doc) : indexInIds(doc);
    if (index < 0) {
      return 0;
    }
    int escape = escapeIndex.length == 0 ? -1 : Arrays.binarySearch(escapeIndex, index);
    return escape >= 0 ? escapeTf[escape] : packedFrequency(index);
  }

  private int indexInBitmap(int doc) {
    int at = doc >>> 6;
    long word = word(at << 3);
    if ((word >>> doc & 1) == 0) { // a shift counts modulo 64
      return -1;
    }
    return ranks()[at] + Long.bitCount(word & ((1L << doc) - 1));
  }

  private short[] ranks() {
    short[] known = ranks;
    if (known == null) {
      known = new short[DOCS / 64];
      int rank = 0;
      for (int i = 0; i < known.length; i++) {
        known[i] = (short) rank;
        rank += Long.bitCount(word(i << 3));
      }
      ranks = known;
    }
    return known;
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

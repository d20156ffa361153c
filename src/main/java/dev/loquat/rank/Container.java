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
  static final int WORDS = DOCS / 64;
  private static final int BITMAP_BYTES = DOCS / 8;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_PAIRS = 4;
  private static final int DISTINCT_TFS = 64;

  private final byte[] bytes;
  final int count;
  private final boolean bitmap;
  private final int[] boundTf;
  private final int[] boundLength;
  private final int ids;
  final Frequencies frequencies;

  /** Of a bitmap, how many documents come before each 64; made when first needed, by any thread. */
  private volatile short @Nullable [] ranks;

  Container(byte[] bytes, ByteSource in) {
    this.bytes = bytes;
    count = in.varintInt();
    int kind = in.u8();
    bitmap = (kind & 1) == 1;
    int pairs = in.u8();
    boundTf = new int[pairs];
    boundLength = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      boundTf[i] = in.varintInt();
      boundLength[i] = in.varintInt();
    }
    ids = in.position();
    in.skip(bitmap ? BITMAP_BYTES : 2 * count);
    frequencies = new Frequencies(bytes, in, count, kind >>> 1);
  }

  /** Writes the postings {@code from} to {@code to}, all of one range. */
  static void write(ByteSink out, int[] docs, int[] tfs, int from, int to, int[] lengths) {
    int n = to - from;
    out.varint(n);
    int width = Frequencies.bestWidth(tfs, from, to);
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
    Frequencies.write(out, tfs, from, to, width);
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
      for (int word = 0; word < WORDS; word++) {
        for (long bits = bits(word); bits != 0; bits &= bits - 1) {
          docs[n++] = (word << 6) + Long.numberOfTrailingZeros(bits);
        }
      }
    } else {
      for (int i = 0; i < count; i++) {
        docs[i] = id(i);
      }
    }
    frequencies.decode(0, count, tfs);
  }

  /** Whether the ids are a bitmap, to be had by {@link #bits}, and not by {@link #id}. */
  boolean isBitmap() {
    return bitmap;
  }

  /** 64 documents of the bitmap. */
  long bits(int word) {
    return (long) LONG.get(bytes, ids + (word << 3));
  }

  /** The document at an index of the sorted ids. */
  int id(int index) {
    int at = ids + 2 * index;
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  /** No document of this range that has the term is shorter. */
  int shortest() {
    return boundLength[boundLength.length - 1];
  }

  /** How many documents are in a set, whose words of this range begin at {@code from}. */
  int countIn(long[] words, int from) {
    int hits = 0;
    if (bitmap) {
      int end = Math.min(WORDS, words.length - from);
      for (int i = 0; i < end; i++) {
        hits += Long.bitCount(bits(i) & words[from + i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        int doc = id(i);
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
    return index < 0 ? 0 : frequencies.of(index);
  }

  private int indexInBitmap(int doc) {
    int at = doc >>> 6;
    long word = bits(at);
    if ((word >>> doc & 1) == 0) { // a shift counts modulo 64
      return -1;
    }
    return ranks()[at] + Long.bitCount(word & ((1L << doc) - 1));
  }

  /** Of a bitmap, how many documents come before each 64. */
  short[] ranks() {
    short[] known = ranks;
    if (known == null) {
      known = new short[WORDS];
      int rank = 0;
      for (int i = 0; i < known.length; i++) {
        known[i] = (short) rank;
        rank += Long.bitCount(bits(i));
      }
      ranks = known;
    }
    return known;
  }

  /** Where in the sorted ids a document is, -1 if it is not there. */
  int indexInIds(int doc) {
    int at = firstFrom(doc);
    return at < count && id(at) == doc ? at : -1;
  }

  /** Where in the sorted ids the first document is that is no lower than {@code doc}. */
  int firstFrom(int doc) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (id(middle) < doc) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

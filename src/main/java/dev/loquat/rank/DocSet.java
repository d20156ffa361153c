package dev.loquat.rank;

import java.util.function.IntConsumer;

/** A set of documents of one segment. Immutable. */
public final class DocSet {

  /** No document. */
  public static final DocSet EMPTY = new DocSet(new long[0]);

  private final long[] words;
  private final int size;

  private DocSet(long[] words) {
    this.words = words;
    int bits = 0;
    for (long word : words) {
      bits += Long.bitCount(word);
    }
    size = bits;
  }

  /** The set of these numbers, in any order. */
  public static DocSet of(int... docs) {
    int highest = -1;
    for (int doc : docs) {
      highest = Math.max(highest, doc);
    }
    long[] words = new long[(highest + 64) >>> 6];
    for (int doc : docs) {
      words[doc >>> 6] |= 1L << (doc & 63);
    }
    return new DocSet(words);
  }

  /** Reads {@link #encode}; no bytes are the empty set. */
  public static DocSet decode(byte[] bytes) {
    if (bytes.length == 0) {
      return EMPTY;
    }
    ByteSource in = new ByteSource(bytes, 0);
    int[] docs = new int[in.varintInt()];
    int doc = -1;
    for (int i = 0; i < docs.length; i++) {
      doc += in.varintInt() + 1;
      docs[i] = doc;
    }
    return of(docs);
  }

  /** Distances of neighbours: one byte for each of a dense set. */
  public byte[] encode() {
    if (isEmpty()) {
      return new byte[0];
    }
    ByteSink out = new ByteSink();
    out.varint(size);
    int[] last = {-1};
    forEach(
        doc -> {
          out.varint(doc - last[0] - 1);
          last[0] = doc;
        });
    return out.toBytes();
  }

  /** Whether {@code doc} is in the set. */
  public boolean contains(int doc) {
    int word = doc >>> 6;
    return word < words.length && (words[word] >>> (doc & 63) & 1) == 1;
  }

  /** Document n is bit n % 64 of word n / 64; words behind the last document are left out. */
  long[] words() {
    return words;
  }

  /** This set and more. */
  public DocSet with(int... more) {
    int[] all = java.util.Arrays.copyOf(toArray(), size + more.length);
    System.arraycopy(more, 0, all, size, more.length);
    return of(all);
  }

  /** The numbers, rising. */
  public int[] toArray() {
    int[] docs = new int[size];
    int[] n = {0};
    forEach(doc -> docs[n[0]++] = doc);
    return docs;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Shows the numbers, rising. */
  public void forEach(IntConsumer visitor) {
    for (int i = 0; i < words.length; i++) {
      for (long word = words[i]; word != 0; word &= word - 1) {
        visitor.accept((i << 6) + Long.numberOfTrailingZeros(word));
      }
    }
  }
}

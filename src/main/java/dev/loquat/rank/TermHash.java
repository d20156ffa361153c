package dev.loquat.rank;

/**
 * The 64-bit key of a term, the same in every index: FNV-1a over its UTF-16 units, finished with
 * the mixer of MurmurHash3. Two of a million terms share a key with a probability of 3e-8.
 */
public final class TermHash {

  private TermHash() {}

  /** The key of {@code term}. */
  public static long of(String term) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < term.length(); i++) {
      char c = term.charAt(i);
      h = (h ^ (c & 0xff)) * 0x100000001b3L;
      h = (h ^ (c >>> 8)) * 0x100000001b3L;
    }
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}

package dev.loquat.text.name;

import dev.loquat.text.trie.Gaps;
import dev.loquat.text.trie.ModelFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What lists of names say of a word: a code of a few letters. The file holds 32-bit hashes, no
 * word; one word in some tens of thousands that are on no list is taken for one that is.
 */
public final class NameLexicon {
  private static final String KIND = "LQN1";

  private static final class Packaged {
    static final NameLexicon LEXICON = read(ModelFile.open(NameLexicon.class, "names.bin", KIND));
  }

  /** First bits of a hash by which its place is looked up: some ten hashes share them. */
  private static final int BITS = 14;

  private final String[] codes;

  /** In rising order. */
  private final int[] hashes;

  /** Where the hashes with the same first bits begin, by these bits, and where the last end. */
  private final int[] begins;

  private final char[] which;

  private NameLexicon(String[] codes, int[] hashes, char[] which) {
    this.codes = codes;
    this.hashes = hashes;
    this.which = which;
    this.begins = new int[(1 << BITS) + 1];
    for (int hash : hashes) {
      begins[first(hash) + 1]++;
    }
    for (int i = 1; i < begins.length; i++) {
      begins[i] += begins[i - 1];
    }
  }

  private static int first(int hash) {
    return (hash ^ Integer.MIN_VALUE) >>> 32 - BITS;
  }

  /** The one that is packaged, read when it is first asked for. */
  static NameLexicon load() {
    return Packaged.LEXICON;
  }

  /** What a list says of text[start, end); empty if it does not hold it. */
  String code(Listing list, CharSequence text, int start, int end) {
    int hash = hash(list, text, start, end);
    int first = first(hash);
    int found = Arrays.binarySearch(hashes, begins[first], begins[first + 1], hash);
    return found < 0 ? "" : codes[which[found]];
  }

  /** What a list says of a word; empty if it does not hold it. */
  String code(Listing list, CharSequence word) {
    return code(list, word, 0, word.length());
  }

  private static int hash(Listing list, CharSequence text, int start, int end) {
    int h = (list.ordinal() + 1) * 0x9E3779B1;
    for (int i = start; i < end; i++) {
      h = (h + text.charAt(i)) * 0x85EBCA6B;
      h ^= h >>> 15;
    }
    return h * 0xC2B2AE35;
  }

  private static NameLexicon read(ByteBuffer in) {
    byte[] codes = new byte[in.getInt()];
    in.get(codes);
    int[] hashes = new int[in.getInt()];
    Gaps.read(in, hashes);
    char[] which = new char[hashes.length];
    in.asCharBuffer().get(which);
    return new NameLexicon(new String(codes, StandardCharsets.UTF_8).split("\n"), hashes, which);
  }

  /** The file of these lists: for each its words and their codes. */
  public static byte[] bytes(Map<Listing, Map<String, String>> lists) {
    SortedMap<Integer, String> byHash = new TreeMap<>();
    lists.forEach(
        (list, words) ->
            words.forEach((word, code) -> byHash.put(hash(list, word, 0, word.length()), code)));
    SortedSet<String> distinct = new TreeSet<>(byHash.values());
    List<String> codes = List.copyOf(distinct);
    byte[] names = String.join("\n", codes).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(12 + names.length + (Gaps.LONGEST + 2) * byHash.size())
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(KIND.getBytes(StandardCharsets.US_ASCII)).putInt(names.length).put(names);
    out.putInt(byHash.size());
    Gaps.write(byHash.keySet().stream().mapToInt(h -> h).toArray(), out);
    byHash.values().forEach(code -> out.putChar((char) codes.indexOf(code)));
    return Arrays.copyOf(out.array(), out.position());
  }
}

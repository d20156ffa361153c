package dev.loquat.text.zh;

import com.hankcs.hanlp.collection.trie.DoubleArrayTrie;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.CustomDictionary;
import java.util.Map;
import java.util.TreeMap;

/** Reads the word lists of HanLP portable (Apache 2.0) out of its Maven artifact. */
final class HanLp {
  private HanLp() {}

  /** The core list, counted in the People's Daily corpora: word -> total and tags with counts. */
  static Map<String, CoreDictionary.Attribute> core() {
    return entries(CoreDictionary.trie);
  }

  /** The supplement: places, organisations, modern words. */
  static Map<String, CoreDictionary.Attribute> custom() {
    return entries(CustomDictionary.DEFAULT.dat);
  }

  private static Map<String, CoreDictionary.Attribute> entries(
      DoubleArrayTrie<CoreDictionary.Attribute> trie) {
    Map<String, CoreDictionary.Attribute> out = new TreeMap<>();
    walk(trie, trie.getBase()[0], new StringBuilder(), out);
    return out;
  }

  private static void walk(
      DoubleArrayTrie<CoreDictionary.Attribute> trie,
      int base,
      StringBuilder prefix,
      Map<String, CoreDictionary.Attribute> out) {
    int[] bases = trie.getBase();
    int[] checks = trie.getCheck();
    if (base < bases.length && checks[base] == base && bases[base] < 0) {
      out.put(prefix.toString(), trie.getValueAt(-bases[base] - 1));
    }
    for (int next = base + 1; next < bases.length && next <= base + 0x10000; next++) {
      if (checks[next] == base && bases[next] > 0) {
        prefix.append((char) (next - base - 1));
        walk(trie, bases[next], prefix, out);
        prefix.setLength(prefix.length() - 1);
      }
    }
  }
}

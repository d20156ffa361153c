package dev.loquat.text.zh;

import com.hankcs.hanlp.collection.trie.DoubleArrayTrie;
import com.hankcs.hanlp.dictionary.CoreBiGramTableDictionary;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.CustomDictionary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the word lists of HanLP portable (Apache 2.0) out of its Maven artifact. */
final class HanLp {
  private static final String THESAURUS = "/data/dictionary/synonym/CoreSynonym.txt";

  private HanLp() {}

  /** The core list, counted in the People's Daily corpora: word -> total and tags with counts. */
  static Map<String, CoreDictionary.Attribute> core() {
    return entries(CoreDictionary.trie);
  }

  /** How often each word of the core list stands in the People's Daily corpora. */
  static Map<String, Integer> counts() {
    Map<String, Integer> out = new TreeMap<>();
    core().forEach((w, a) -> out.put(w, a.totalFrequency));
    return out;
  }

  /** The supplement: places, organisations, modern words. */
  static Map<String, CoreDictionary.Attribute> custom() {
    return entries(CustomDictionary.DEFAULT.dat);
  }

  /** The simplified form of traditional characters, one to one. */
  static Map<Character, Character> simplified() {
    Map<Character, Character> out = new TreeMap<>();
    for (char c = 0x3400; c < 0xA000; c++) {
      String s = com.hankcs.hanlp.HanLP.convertToSimplifiedChinese(String.valueOf(c));
      if (s.length() == 1 && s.charAt(0) != c) {
        out.put(c, s.charAt(0));
      }
    }
    return out;
  }

  /**
   * The groups of HanLP's thesaurus that hold a word, the first two in the thesaurus's order: a
   * capital and a small letter each, as in "Aa" for people in general.
   */
  static Map<String, List<String>> groups() throws IOException {
    Map<String, List<String>> out = new TreeMap<>();
    try (InputStream in = com.hankcs.hanlp.HanLP.class.getResourceAsStream(THESAURUS)) {
      if (in == null) {
        throw new IOException(THESAURUS + " is not in HanLP's artifact");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\uFEFF", "");
      for (String line : text.split("\n")) {
        String[] f = line.strip().split(" ");
        for (int i = 1; i < f.length; i++) {
          List<String> groups = out.computeIfAbsent(f[i], w -> new ArrayList<>());
          String group = f[0].substring(0, 2);
          if (groups.size() < 2 && !groups.contains(group)) {
            groups.add(group);
          }
        }
      }
    }
    return out;
  }

  /** How often one word follows another in the People's Daily: "a b" with a tab between. */
  static Map<String, Integer> bigrams() throws ReflectiveOperationException {
    Map<Integer, String> words = new HashMap<>();
    for (String word : core().keySet()) {
      words.put(CoreDictionary.getWordID(word), word);
    }
    CoreBiGramTableDictionary.getBiFrequency("我", "的");
    int[] start = field("start");
    int[] pair = field("pair");
    Map<String, Integer> out = new HashMap<>();
    for (int a = 0; a + 1 < start.length; a++) {
      for (int k = start[a]; k < start[a + 1]; k++) {
        out.put(words.get(a) + "\t" + words.get(pair[2 * k]), pair[2 * k + 1]);
      }
    }
    return out;
  }

  private static int[] field(String name) throws ReflectiveOperationException {
    var field = CoreBiGramTableDictionary.class.getDeclaredField(name);
    field.setAccessible(true);
    return (int[]) field.get(null);
  }

  private static Map<String, CoreDictionary.Attribute> entries(
      DoubleArrayTrie<CoreDictionary.Attribute> trie) {
    Map<String, CoreDictionary.Attribute> out = new TreeMap<>();
    keys(trie).forEach(key -> out.put(key, trie.get(key)));
    return out;
  }

  /** The words of a trie, in order. */
  static List<String> keys(DoubleArrayTrie<?> trie) {
    List<String> out = new ArrayList<>();
    walk(trie, trie.getBase()[0], new StringBuilder(), out);
    return out;
  }

  private static void walk(
      DoubleArrayTrie<?> trie, int base, StringBuilder prefix, List<String> out) {
    int[] bases = trie.getBase();
    int[] checks = trie.getCheck();
    if (base < bases.length && checks[base] == base && bases[base] < 0) {
      out.add(prefix.toString());
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

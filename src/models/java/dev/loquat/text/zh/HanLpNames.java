package dev.loquat.text.zh;

import com.hankcs.hanlp.collection.trie.DoubleArrayTrie;
import com.hankcs.hanlp.corpus.dictionary.item.EnumItem;
import com.hankcs.hanlp.dictionary.common.CommonDictionary;
import com.hankcs.hanlp.dictionary.nr.JapanesePersonDictionary;
import com.hankcs.hanlp.dictionary.nr.PersonDictionary;
import com.hankcs.hanlp.dictionary.nr.TranslatedPersonDictionary;
import com.hankcs.hanlp.dictionary.ns.PlaceDictionary;
import com.hankcs.hanlp.dictionary.nt.OrganizationDictionary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What HanLP portable's dictionaries of names say of words and characters, as short codes. */
public final class HanLpNames {
  /** Rarer characters than this in transliterated names tell nothing. */
  private static final int SOUND_SEEN = 5;

  private HanLpNames() {}

  /** Transliterated names of 2 to 8 characters: all of the code "f". */
  public static Map<String, String> transliterated() throws ReflectiveOperationException {
    Map<String, String> out = new TreeMap<>();
    HanLp.keys(trie(TranslatedPersonDictionary.class, null)).stream()
        .filter(w -> w.length() >= 2 && w.length() <= 8 && !w.contains("·"))
        .forEach(w -> out.put(w, "f"));
    return out;
  }

  /** Japanese surnames "x", given names "m" and characters that are given names "A". */
  public static Map<String, String> japanese() throws ReflectiveOperationException {
    DoubleArrayTrie<?> trie = trie(JapanesePersonDictionary.class, null);
    Map<String, String> out = new TreeMap<>();
    HanLp.keys(trie).forEach(w -> out.put(w, String.valueOf(trie.get(w))));
    return out;
  }

  /**
   * Characters that write foreign sounds: how much commoner they are in transliterated names than
   * in newspapers, 0 to 4; b if they mostly begin a name, e if they mostly end one.
   */
  public static Map<String, String> sounds() throws ReflectiveOperationException {
    Map<Character, Double> news = new HashMap<>();
    HanLp.counts().entrySet().stream()
        .filter(e -> !e.getKey().contains("#"))
        .forEach(
            e ->
                e.getKey()
                    .chars()
                    .forEach(c -> news.merge((char) c, (double) e.getValue(), Double::sum)));
    double all = news.values().stream().mapToDouble(n -> n).sum();
    Map<Character, int[]> counts = new TreeMap<>();
    for (String name : transliterated().keySet()) {
      for (int i = 0; i < name.length(); i++) {
        int[] of = counts.computeIfAbsent(name.charAt(i), c -> new int[3]);
        of[0]++;
        of[1] += i == 0 ? 1 : 0;
        of[2] += i == name.length() - 1 ? 1 : 0;
      }
    }
    double sum = counts.values().stream().mapToInt(of -> of[0]).sum();
    Map<String, String> out = new TreeMap<>();
    counts.forEach(
        (c, of) -> {
          double ratio = Math.log(of[0] / sum / ((news.getOrDefault(c, 0.0) + 20) / all));
          if (of[0] >= SOUND_SEEN && ratio >= -1) {
            long degree = Math.clamp((long) Math.floor(ratio) + 1, 0, 4);
            String ends = (of[1] > 0.4 * of[0] ? "b" : "") + (of[2] > 0.4 * of[0] ? "e" : "");
            out.put(String.valueOf(c), degree + ends);
          }
        });
    return out;
  }

  /** Roles of words in and around persons' names. */
  public static Map<String, String> persons() throws ReflectiveOperationException {
    return roles(PersonDictionary.dictionary);
  }

  /** Roles of words in and around places. */
  public static Map<String, String> places() throws ReflectiveOperationException {
    return roles(PlaceDictionary.dictionary);
  }

  /** Roles of words in and around organisations. */
  public static Map<String, String> organisations() throws ReflectiveOperationException {
    return roles(OrganizationDictionary.dictionary);
  }

  /** The two strongest roles of each word, each with how large a share of the word's uses it is. */
  private static Map<String, String> roles(CommonDictionary<?> dictionary)
      throws ReflectiveOperationException {
    Map<String, Integer> news = HanLp.counts();
    DoubleArrayTrie<?> trie = trie(CommonDictionary.class, dictionary);
    Map<String, String> out = new TreeMap<>();
    for (String word : HanLp.keys(trie)) {
      Map<? extends Enum<?>, Integer> counts = ((EnumItem<?>) trie.get(word)).labelMap;
      int uses = news.getOrDefault(word, 0);
      int sum = counts.values().stream().mapToInt(n -> n).sum();
      List<String> codes =
          counts.entrySet().stream()
              .filter(e -> e.getValue() > 1)
              .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
              .map(e -> e.getKey().name() + share(e.getValue(), Math.max(sum, uses + e.getValue())))
              .filter(role -> !role.endsWith("0"))
              .limit(2)
              .toList();
      if (!codes.isEmpty()) {
        out.put(word, String.join("", codes));
      }
    }
    return out;
  }

  private static int share(int part, int whole) {
    double share = (double) part / whole;
    return share > 0.5 ? 4 : share > 0.15 ? 3 : share > 0.03 ? 2 : share > 0.005 ? 1 : 0;
  }

  private static DoubleArrayTrie<?> trie(Class<?> of, Object dictionary)
      throws ReflectiveOperationException {
    Class.forName(of.getName());
    var field = of.getDeclaredField("trie");
    field.setAccessible(true);
    return (DoubleArrayTrie<?>) field.get(dictionary);
  }
}

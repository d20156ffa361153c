package dev.loquat.text.zh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which words to join. The treebank cuts finer than newspapers do; a word that the newspaper corpus
 * counts as one is joined where the newspapers' gain outweighs the treebank's loss, both as shares
 * of running words (docs/models.md).
 */
final class HouseStandard {
  static final double NEWS_WORDS = 1.09e6;
  private static final int LONGEST = 4;

  private final Map<String, Integer> core;
  private final Map<String, Integer> bigrams;
  private final double treebankShare;
  private final double unseen;
  private final Map<String, Integer> joined = new HashMap<>();
  private final Map<String, Integer> apart = new HashMap<>();
  private int words;

  /**
   * @param treebankShare how much a word of the treebank weighs against one of the newspapers
   * @param unseen how often a split that the treebank never shows is taken to be there
   */
  HouseStandard(
      Map<String, Integer> core,
      Map<String, Integer> bigrams,
      List<List<String>> treebank,
      double treebankShare,
      double unseen) {
    this.core = core;
    this.bigrams = bigrams;
    this.treebankShare = treebankShare;
    this.unseen = unseen;
    for (List<String> s : treebank) {
      for (int i = 0; i < s.size(); i++) {
        words++;
        joined.merge(s.get(i), 1, Integer::sum);
        for (int k = 2; k <= 3 && i + k <= s.size(); k++) {
          apart.merge(String.join("", s.subList(i, i + k)), 1, Integer::sum);
        }
      }
    }
  }

  /** A sentence of the treebank as the house cuts it. */
  List<String> apply(List<String> sentence) {
    List<String> s = split(sentence);
    int n = s.size();
    double[] best = new double[n + 1];
    int[] back = new int[n + 1];
    Arrays.fill(best, 1, n + 1, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j <= Math.min(n, i + LONGEST); j++) {
        String word = String.join("", s.subList(i, j));
        if (j > i + 1 && !joins(word, s, i, j)) {
          continue;
        }
        double gain = core.containsKey(word) ? Math.log((core.get(word) + .5) / NEWS_WORDS) : -15;
        if (best[i] + gain > best[j]) {
          best[j] = best[i] + gain;
          back[j] = i;
        }
      }
    }
    List<String> out = new ArrayList<>();
    for (int j = n; j > 0; j = back[j]) {
      out.add(String.join("", s.subList(back[j], j)));
    }
    Collections.reverse(out);
    return out;
  }

  private boolean joins(String word, List<String> s, int i, int j) {
    int news = core.getOrDefault(word, 0);
    if (news == 0 || !word.chars().allMatch(Character::isIdeographic)) {
      return false;
    }
    if (j == i + 2 && bigrams.getOrDefault(s.get(i) + '\t' + s.get(j - 1), 0) >= news) {
      return false;
    }
    double loss = apart.getOrDefault(word, 0) + .5 * unseen - joined.getOrDefault(word, 0);
    return 2 * news / NEWS_WORDS > treebankShare * loss / words;
  }

  private List<String> split(List<String> sentence) {
    List<String> out = new ArrayList<>();
    for (String word : sentence) {
      if (word.length() == 2 && splits(word)) {
        out.add(word.substring(0, 1));
        out.add(word.substring(1));
      } else {
        out.add(word);
      }
    }
    return out;
  }

  private boolean splits(String word) {
    int news = bigrams.getOrDefault(word.charAt(0) + "\t" + word.charAt(1), 0);
    double loss = joined.getOrDefault(word, 0) + .5 * unseen - apart.getOrDefault(word, 0);
    return news > 2 * core.getOrDefault(word, 0) + 1
        && news / NEWS_WORDS > treebankShare * loss / words;
  }
}

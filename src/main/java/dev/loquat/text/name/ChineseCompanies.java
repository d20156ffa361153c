package dev.loquat.text.name;

import dev.loquat.text.name.NameFinder.Found;
import dev.loquat.text.name.NameFinder.Words;
import java.util.List;

/**
 * Companies by their Chinese names. A name that is a word as well (apple, millet, ideal) counts
 * where what follows is what companies do or have.
 */
final class ChineseCompanies {
  private ChineseCompanies() {}

  static void find(Words words, List<Found> out) {
    int n = words.starts().length;
    for (int i = 0; i < n; i++) {
      String kind = NameLists.kind(words.word(i));
      boolean acts = i + 1 < n && NameLists.kind(words.word(i + 1)).equals("zh-act");
      if (kind.equals("zh-company") || kind.equals("zh-ambiguous") && acts) {
        out.add(new Found(words.starts()[i], words.ends()[i], "ORG", 1));
      }
    }
  }
}

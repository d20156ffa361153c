package dev.loquat.text.eval;

import dev.loquat.text.Entity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Persons, organisations and places found against those annotated: exact place and type. */
final class EntityScore {
  private static final Set<String> TYPES = Set.of("PER", "ORG", "LOC");

  private int gold;
  private int found;
  private int right;
  private int skipped;

  void add(Corpus.Sentence sentence, List<Entity> entities) {
    long[] places = new long[sentence.words().size()];
    int at = 0;
    for (int i = 0; i < places.length; i++) {
      String form = sentence.words().get(i).form();
      int start = sentence.text().indexOf(form, at);
      if (start < 0) {
        skipped++;
        return;
      }
      at = start + form.length();
      places[i] = WordScore.key(start, at);
    }
    Set<String> want = gold(sentence.words(), places);
    Set<String> have = new HashSet<>();
    for (Entity e : entities) {
      if (TYPES.contains(e.type())) {
        have.add(e.start() + "-" + e.end() + e.type());
      }
    }
    gold += want.size();
    found += have.size();
    have.retainAll(want);
    right += have.size();
  }

  double f1() {
    return 2.0 * right / Math.max(1, gold + found);
  }

  int skipped() {
    return skipped;
  }

  /** Named mentions; a geopolitical entity is a place. */
  private static Set<String> gold(List<Corpus.Word> words, long[] places) {
    Set<String> out = new HashSet<>();
    String open = "";
    int start = 0;
    int end = 0;
    for (int i = 0; i <= words.size(); i++) {
      String tag = i < words.size() ? words.get(i).name() : "O";
      String kind =
          tag.equals("O") || tag.contains(".NOM")
              ? ""
              : tag.substring(2).replace(".NAM", "").replace("GPE", "LOC");
      if (!open.isEmpty() && (tag.startsWith("B") || !kind.equals(open))) {
        if (TYPES.contains(open)) {
          out.add(start + "-" + end + open);
        }
        open = "";
      }
      if (!kind.isEmpty()) {
        if (open.isEmpty()) {
          open = kind;
          start = (int) (places[i] >>> 32);
        }
        end = (int) places[i];
      }
    }
    return out;
  }
}

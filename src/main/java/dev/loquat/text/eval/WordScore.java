package dev.loquat.text.eval;

import dev.loquat.text.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words found against words annotated, by their places; tags count only on right words. */
final class WordScore {
  private int gold;
  private int found;
  private int right;
  private int universal;
  private int xpos;
  private int skipped;

  void add(Corpus.Sentence sentence, List<Token> tokens) {
    Map<Long, Token> mine = new HashMap<>();
    tokens.forEach(t -> mine.put(key(t.start(), t.end()), t));
    long[] places = places(sentence);
    if (places.length == 0) {
      skipped++;
      return;
    }
    gold += places.length;
    found += mine.size();
    for (int i = 0; i < places.length; i++) {
      Token t = mine.get(places[i]);
      if (t != null) {
        Corpus.Word w = sentence.words().get(i);
        right++;
        universal += t.upos().orElse("").equals(w.upos()) ? 1 : 0;
        xpos += t.pos().orElse("").equals(w.xpos()) ? 1 : 0;
      }
    }
  }

  double words() {
    return 2.0 * right / Math.max(1, gold + found);
  }

  double universal() {
    return 2.0 * universal / Math.max(1, gold + found);
  }

  double xpos() {
    return (double) xpos / Math.max(1, right);
  }

  int skipped() {
    return skipped;
  }

  /** Where each word stands in the text; nothing if they cannot be aligned. */
  static long[] places(Corpus.Sentence sentence) {
    long[] out = new long[sentence.words().size()];
    int at = 0;
    for (int i = 0; i < out.length; i++) {
      String form = sentence.words().get(i).form();
      int start = sentence.text().indexOf(form, at);
      if (start < 0 || !sentence.text().substring(at, start).isBlank()) {
        return new long[0];
      }
      at = start + form.length();
      out[i] = key(start, at);
    }
    return out;
  }

  static long key(int start, int end) {
    return (long) start << 32 | end;
  }
}

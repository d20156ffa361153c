package dev.loquat.text;

import dev.loquat.text.en.PorterStemmer;
import dev.loquat.text.script.CharClass;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Search terms from words: normalised, stemmed, without punctuation and the emptiest words. */
final class Terms {
  private static final Set<String> STOP =
      Set.of(
          "a", "an", "the", "of", "to", "and", "or", "in", "on", "at", "is", "are", "be", "was",
          "were", "by", "for", "with", "as", "it", "that", "this", "'s", "的", "了", "着", "吗", "呢",
          "吧", "啊", "は", "が", "を", "に", "の", "で", "と", "も", "です", "ます", "た");

  private final Tokenizer tokenizer;

  Terms(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  List<Term> of(String text, String language) {
    List<Term> out = new ArrayList<>();
    for (Tokenizer.Cut cut : tokenizer.cut(text, language)) {
      add(text, cut, out);
      for (Tokenizer.Cut finer : tokenizer.finer(text, cut)) {
        add(text, finer, out);
      }
    }
    return out;
  }

  private static void add(String text, Tokenizer.Cut cut, List<Term> out) {
    String word =
        Normalizer.normalize(text.substring(cut.start(), cut.end()), Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT);
    boolean said = word.chars().anyMatch(c -> CharClass.of((char) c) >= CharClass.DIGIT);
    if (said && !STOP.contains(word)) {
      out.add(new Term(PorterStemmer.stem(word), cut.start(), cut.end()));
    }
  }
}

package dev.loquat.text;

import dev.loquat.text.en.PorterStemmer;
import dev.loquat.text.script.CharClass;
import dev.loquat.text.script.Language;
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
      for (Tokenizer.Word word : cut.words()) {
        add(text, word, out);
        for (Tokenizer.Word finer : tokenizer.finer(text, word, 3)) {
          add(text, finer, out);
        }
      }
    }
    return out;
  }

  private void add(String text, Tokenizer.Word at, List<Term> out) {
    String written = text.substring(at.start(), at.end());
    String word = Normalizer.normalize(written, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    if (at.language().equals(Language.CHINESE)) {
      word = tokenizer.chinese().simplified(word);
    }
    boolean said = word.chars().anyMatch(c -> CharClass.of((char) c) >= CharClass.DIGIT);
    if (said && !STOP.contains(word)) {
      out.add(new Term(PorterStemmer.stem(word), at.start(), at.end()));
    }
  }
}

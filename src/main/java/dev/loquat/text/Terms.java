package dev.loquat.text;

import dev.loquat.text.en.PorterStemmer;
import dev.loquat.text.script.CharClass;
import dev.loquat.text.script.Language;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Search terms from words: normalised, stemmed, without punctuation and the emptiest words. An
 * index also has every pair of neighbouring Chinese characters, which finds what words cut
 * otherwise in a document and in a query hide from each other.
 */
final class Terms {
  private static final Set<String> STOP =
      Set.of(
          "a", "an", "the", "of", "to", "and", "or", "in", "on", "at", "is", "are", "be", "was",
          "were", "by", "for", "with", "as", "it", "that", "this", "'s", "的", "了", "着", "吗", "呢",
          "吧", "啊", "は", "が", "を", "に", "の", "で", "と", "も", "です", "ます", "た");

  /** What asks, in a query; a document that uses such a word is not what is asked for. */
  private static final Set<String> ASKING =
      Set.of(
          "what", "which", "how", "do", "does", "did", "has", "have", "had", "been", "can", "must");

  private final Tokenizer tokenizer;

  Terms(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** All words as they are read, none left out or stemmed. */
  List<Term> words(String text, String language) {
    List<Term> out = new ArrayList<>();
    for (Tokenizer.Cut cut : tokenizer.cut(text, language, false)) {
      for (Tokenizer.Word word : cut.words()) {
        out.add(new Term(plain(text, word), word.start(), word.end()));
      }
    }
    return out;
  }

  List<Term> of(String text, String language) {
    List<Term> out = new ArrayList<>();
    for (Tokenizer.Cut cut : tokenizer.cut(text, language, false)) {
      add(text, cut, out);
    }
    return out;
  }

  private void add(String text, Tokenizer.Cut cut, List<Term> out) {
    for (Tokenizer.Word word : cut.words()) {
      add(text, word, out);
      for (Tokenizer.Word finer : tokenizer.finer(text, word, 3)) {
        add(text, finer, out);
      }
    }
  }

  /** With pairs of Chinese characters behind the words of each sentence. */
  List<Term> forIndex(String text, String language) {
    List<Term> out = new ArrayList<>();
    for (Tokenizer.Cut cut : tokenizer.cut(text, language, false)) {
      int words = out.size();
      add(text, cut, out);
      if (!cut.language().equals(Language.JAPANESE)) {
        addPairs(text, cut, out.subList(words, out.size()).toArray(Term[]::new), out);
      }
    }
    return out;
  }

  /** Without the words that ask, unless the query has no others. */
  List<Term> forQuery(String text, String language) {
    List<Term> all = forIndex(text, language);
    List<Term> telling =
        all.stream()
            .filter(
                term ->
                    !ASKING.contains(
                        text.substring(term.start(), term.end()).toLowerCase(Locale.ROOT)))
            .toList();
    return telling.isEmpty() ? all : telling;
  }

  /** A pair that is a word already is no second term. */
  private void addPairs(String text, Tokenizer.Cut cut, Term[] words, List<Term> out) {
    Set<Integer> pairs = new HashSet<>();
    for (Term word : words) {
      if (word.end() - word.start() == 2) {
        pairs.add(word.start());
      }
    }
    for (int i = cut.start(); i + 1 < cut.end(); i++) {
      if (isHan(text.charAt(i)) && isHan(text.charAt(i + 1)) && !pairs.contains(i)) {
        String pair = tokenizer.chinese().simplified(text.substring(i, i + 2));
        out.add(new Term(pair, i, i + 2));
      }
    }
  }

  /** One of the basic plane: a pair of surrogates is no pair of characters. */
  private static boolean isHan(char c) {
    return !Character.isSurrogate(c) && CharClass.of(c) == CharClass.HAN;
  }

  private void add(String text, Tokenizer.Word at, List<Term> out) {
    String word = plain(text, at);
    boolean said = isSaid(word);
    if (said && !STOP.contains(word)) {
      String stem = word.charAt(0) <= 'z' ? PorterStemmer.stem(word) : word;
      out.add(new Term(stem, at.start(), at.end()));
    }
  }

  /** As {@link #plain} has words, but of any language. */
  String letters(String text) {
    String plain = tokenizer.chinese().simplified(normal(text));
    StringBuilder out = new StringBuilder(plain.length());
    plain.codePoints().filter(Character::isLetterOrDigit).forEach(out::appendCodePoint);
    return out.toString();
  }

  /** NFKC, lower case, simplified Chinese. */
  private String plain(String text, Tokenizer.Word at) {
    String written = text.substring(at.start(), at.end());
    String word = isNormal(written) ? written : normal(written);
    return at.language().equals(Language.CHINESE) ? tokenizer.chinese().simplified(word) : word;
  }

  private static boolean isSaid(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (CharClass.of(word.charAt(i)) >= CharClass.DIGIT) {
        return true;
      }
    }
    return false;
  }

  private static String normal(String word) {
    boolean ascii = isAscii(word); // and so normalised, without loading what that takes
    String composed = ascii ? word : Normalizer.normalize(word, Normalizer.Form.NFKC);
    return composed.toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Whether all of a word are common Han, lower-case ASCII letters or digits: mostly. */
  private static boolean isNormal(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean normal = c >= 0x4E00 && c <= 0x9FFF || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (!normal) {
        return false;
      }
    }
    return true;
  }
}

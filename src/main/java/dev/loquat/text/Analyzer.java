package dev.loquat.text;

import dev.loquat.text.ja.JapaneseSegmenter;
import dev.loquat.text.name.NameFinder;
import dev.loquat.text.script.CleanText;
import dev.loquat.text.script.Language;
import dev.loquat.text.tag.Labeler;
import dev.loquat.text.zh.ChineseSegmenter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Understands text. Immutable and safe for all threads; {@link #standard()} is loaded once, when it
 * is first asked for.
 */
public final class Analyzer {
  private static final String AUTO = "auto";
  private static final String VERSION = "loquat-text-3";

  private final Tokenizer tokenizer;
  private final Tagger tagger;
  private final Terms terms;
  private final String version;

  private Analyzer(Tokenizer tokenizer, Tagger tagger, String version) {
    this.tokenizer = tokenizer;
    this.tagger = tagger;
    this.terms = new Terms(tokenizer);
    this.version = version;
  }

  private static final class Standard {
    static final Analyzer INSTANCE = load();
    static final Trees TREES = new Trees();
  }

  /** The analyzer over the packaged models. */
  public static Analyzer standard() {
    return Standard.INSTANCE;
  }

  private static Analyzer load() {
    ChineseSegmenter chinese = ChineseSegmenter.load();
    Tokenizer tokenizer = new Tokenizer(chinese, Lazy.of(JapaneseSegmenter::load), OwnWords.NONE);
    Tagger tagger =
        new Tagger(
            tokenizer,
            OwnWords.NONE,
            Lazy.of(() -> Labeler.chineseWords(chinese)),
            Lazy.of(Labeler::englishWords),
            Optional.of(
                new NameFinder(
                    chinese,
                    Lazy.of(() -> Labeler.chineseNames(chinese)),
                    Lazy.of(Labeler::englishNames))),
            Optional.empty());
    return new Analyzer(tokenizer, tagger, VERSION);
  }

  /** The same analyzer without entities: their models are never loaded. */
  public Analyzer withoutNames() {
    return new Analyzer(tokenizer, tagger.withoutNames(), version);
  }

  /** The same analyzer with trees: each word of a Chinese or English sentence has a head. */
  public Analyzer withTrees() {
    return new Analyzer(tokenizer, tagger.with(Standard.TREES), version);
  }

  /**
   * The same analyzer with a caller's own words in place of those it had; its version tells them
   * apart. Of two entries of the same text the last counts.
   */
  public Analyzer with(Collection<UserWord> words) {
    OwnWords own = OwnWords.of(words, tokenizer.chinese());
    Tokenizer other = tokenizer.with(own);
    return new Analyzer(other, tagger.with(other, own), version(words));
  }

  /** The version of the standard analyzer with these words; tags do not matter to it. */
  public static String version(Collection<UserWord> words) {
    return words.isEmpty() ? VERSION : VERSION + "+" + OwnWords.fingerprint(words);
  }

  /** Changes whenever {@link #indexTerms} may answer differently: an index remembers it. */
  public String version() {
    return version;
  }

  /**
   * Everything that is known of a text.
   *
   * @param language {@code auto}, or the ISO 639-1 code to take as the text's main language
   * @throws IllegalArgumentException if {@code language} is neither
   */
  public Analysis analyze(String text, Mode mode, String language) {
    String clean = CleanText.of(text);
    String main = mainLanguage(clean, language);
    Tagging tagging = tagger.tag(clean, mode, main, language.equals(AUTO));
    return new Analysis(
        clean, main, tagging.tokens(), tagging.entities(), spans(clean), LlmTokens.count(clean));
  }

  /** Every word and mark of a text as it is read, neither left out nor stemmed; in order. */
  public List<Term> words(String text) {
    String clean = CleanText.of(text);
    return terms.words(clean, Language.written(clean));
  }

  /** The words of a text as terms that can be compared, in order of their start. */
  public List<Term> terms(String text) {
    String clean = CleanText.of(text);
    return terms.of(clean, Language.written(clean));
  }

  /** The letters and digits of a text as its terms have them: NFKC, lower case, simplified. */
  public String letters(String text) {
    return terms.letters(CleanText.of(text));
  }

  /** The terms that an index has of a text: its words, and pairs of Chinese characters. */
  public List<Term> indexTerms(String text) {
    String clean = CleanText.of(text);
    return terms.forIndex(clean, Language.written(clean));
  }

  /** The terms that a query is searched by: of those of the index, all that do not only ask. */
  public List<Term> queryTerms(String text) {
    String clean = CleanText.of(text);
    return terms.forQuery(clean, Language.written(clean));
  }

  /** Sentences in order, trimmed of white space; none ends inside a word that is kept whole. */
  public List<Span> sentences(String text) {
    return spans(CleanText.of(text));
  }

  /** ISO 639-1 code of the text's main language. */
  public String language(String text) {
    return Language.of(CleanText.of(text));
  }

  /**
   * {@code zh} or {@code ja} where the text is mainly written in that, else {@code en}; the
   * languages of other texts are not told apart, which costs a hundred times less.
   */
  public String writtenLanguage(String text) {
    return Language.written(CleanText.of(text));
  }

  /** Where lone surrogates stand, each of which every other method reads as U+FFFD; in order. */
  public static List<Integer> loneSurrogates(String text) {
    String clean = CleanText.of(text);
    return IntStream.range(0, text.length())
        .filter(i -> clean.charAt(i) != text.charAt(i))
        .boxed()
        .toList();
  }

  /** How many tokens an LLM reads (o200k_base); special tokens in the text count as plain text. */
  public static int llmTokens(String text) {
    return LlmTokens.count(CleanText.of(text));
  }

  private static String mainLanguage(String text, String language) {
    if (language.equals(AUTO)) {
      return Language.of(text);
    }
    if (language.length() != 2 || !language.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
      throw new IllegalArgumentException(
          "language must be auto or an ISO 639-1 code, not \"" + language + '"');
    }
    return language;
  }

  private List<Span> spans(String text) {
    List<Span> out = new ArrayList<>();
    for (int[] s : tokenizer.sentences(text)) {
      out.add(new Span(s[0], s[1]));
    }
    return out;
  }
}

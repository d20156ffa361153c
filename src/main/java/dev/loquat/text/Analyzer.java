package dev.loquat.text;

import dev.loquat.text.script.CleanText;
import dev.loquat.text.script.Language;
import dev.loquat.text.script.Sentences;
import java.util.ArrayList;
import java.util.List;

/**
 * Understands text. Immutable and safe for all threads; {@link #standard()} is loaded once, when it
 * is first asked for.
 */
public final class Analyzer {
  private static final String VERSION = "loquat-text-1";

  private final Tokenizer tokenizer;
  private final Terms terms;

  private Analyzer(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.terms = new Terms(tokenizer);
  }

  private static final class Standard {
    static final Analyzer INSTANCE = new Analyzer(Tokenizer.load());
  }

  /** The analyzer over the packaged models. */
  public static Analyzer standard() {
    return Standard.INSTANCE;
  }

  /** Changes whenever {@link #terms} may answer differently: an index remembers it. */
  public String version() {
    return VERSION;
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
    Tagging tagging = tokenizer.tag(clean, mode, main);
    return new Analysis(
        clean, main, tagging.tokens(), tagging.entities(), spans(clean), LlmTokens.count(clean));
  }

  /** Search terms, the same for documents and queries, in order of their start. */
  public List<Term> terms(String text) {
    String clean = CleanText.of(text);
    return terms.of(clean, Language.of(clean));
  }

  /** Sentences in order, trimmed of white space. */
  public List<Span> sentences(String text) {
    return spans(CleanText.of(text));
  }

  /** ISO 639-1 code of the text's main language. */
  public String language(String text) {
    return Language.of(CleanText.of(text));
  }

  /** How many tokens an LLM reads (o200k_base); special tokens in the text count as plain text. */
  public static int llmTokens(String text) {
    return LlmTokens.count(CleanText.of(text));
  }

  private static String mainLanguage(String text, String language) {
    if (language.equals("auto")) {
      return Language.of(text);
    }
    if (language.length() != 2 || !language.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
      throw new IllegalArgumentException(
          "language must be auto or an ISO 639-1 code, not \"" + language + '"');
    }
    return language;
  }

  private static List<Span> spans(String text) {
    List<Span> out = new ArrayList<>();
    for (int[] s : Sentences.of(text)) {
      out.add(new Span(s[0], s[1]));
    }
    return out;
  }
}

package dev.loquat.text.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Apache OpenNLP's detector of 103 languages, by n-grams of characters; loaded when it is first
 * asked. Safe from any thread.
 */
final class LanguageModel {
  private static final String FILE = "/langdetect-183.bin";

  /** It reads no more than this. */
  private static final int LONGEST = 1024;

  private LanguageModel() {}

  /** The likeliest language, and how many times likelier than English it is. */
  record Guess(String code, double overEnglish) {}

  private static final class Packaged {
    static final LanguageDetectorModel MODEL = load();
    static final Map<String, String> CODES = codes();
  }

  static Guess guess(String text) {
    int end = Math.min(text.length(), LONGEST);
    // A detector is one thread's own; it is small beside its model.
    opennlp.tools.langdetect.Language[] all =
        new LanguageDetectorME(Packaged.MODEL).predictLanguages(text.substring(0, end));
    double english =
        Arrays.stream(all)
            .filter(l -> l.getLang().equals("eng"))
            .mapToDouble(opennlp.tools.langdetect.Language::getConfidence)
            .sum();
    String code = Packaged.CODES.getOrDefault(all[0].getLang(), all[0].getLang());
    return new Guess(code, all[0].getConfidence() / english);
  }

  private static LanguageDetectorModel load() {
    try (InputStream in = LanguageDetectorModel.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the language model " + FILE + " is not on the class path");
      }
      return new LanguageDetectorModel(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the language model " + FILE + " cannot be read", e);
    }
  }

  /** ISO 639-1 of ISO 639-3, with the macro languages of what the model tells apart. */
  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOLanguages()) {
      try {
        codes.putIfAbsent(Locale.of(code).getISO3Language(), code);
      } catch (MissingResourceException e) {
        throw new IllegalStateException("no three-letter code for " + code, e);
      }
    }
    codes.putAll(
        Map.of(
            "cmn", "zh", "nob", "no", "nno", "no", "pes", "fa", "lvs", "lv", "ekk", "et", "plt",
            "mg", "zlm", "ms", "swh", "sw", "arb", "ar"));
    return codes;
  }
}

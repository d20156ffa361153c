package dev.loquat.text;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.List;

/** Any text is tokenized: tokens tile it, offsets slice it, own words stay whole. */
public final class TextFuzz {
  private static final String OWN = "枇杷函数库";
  private static final Analyzer STANDARD = Analyzer.standard();
  private static final Analyzer WITH_OWN =
      STANDARD.with(List.of(new UserWord(OWN, Double.POSITIVE_INFINITY, "NR")));

  private TextFuzz() {}

  /** Jazzer calls this. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    Mode mode = data.consumeBoolean() ? Mode.PRECISE : Mode.SEARCH;
    String language = data.pickValue(new String[] {"auto", "zh", "en", "ja", "ko"});
    String text = data.consumeString(2000) + (data.consumeBoolean() ? OWN : "");
    Analyzer analyzer = data.consumeBoolean() ? STANDARD : WITH_OWN;
    Analysis analysis = analyzer.analyze(text, mode, language);
    check(text.length() == analysis.text().length(), "the text changed its length");
    int at = 0;
    for (Token token : analysis.tokens()) {
      check(
          slice(analysis, token.start(), token.end()).equals(token.text()), "a token is no slice");
      if (mode == Mode.PRECISE) {
        check(
            token.start() >= at && blank(slice(analysis, at, token.start())), "tokens do not tile");
        at = token.end();
      }
    }
    check(mode == Mode.SEARCH || blank(analysis.text().substring(at)), "tokens end too soon");
    for (Entity entity : analysis.entities()) {
      check(slice(analysis, entity.start(), entity.end()).equals(entity.text()), "no slice");
    }
    analyzer.terms(text);
  }

  private static String slice(Analysis analysis, int start, int end) {
    return analysis.text().substring(start, end);
  }

  private static boolean blank(String text) {
    return text.chars()
        .allMatch(
            c ->
                dev.loquat.text.script.CharClass.of((char) c)
                    == dev.loquat.text.script.CharClass.SPACE);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}

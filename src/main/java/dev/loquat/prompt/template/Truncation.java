package dev.loquat.prompt.template;

import java.util.function.ToIntFunction;

/** The helper {@code truncate}: by characters (code points) or by LLM tokens. */
final class Truncation {
  private static final int MOST = 10_000_000;

  private Truncation() {}

  static String apply(Helper.Arguments arguments, ToIntFunction<String> tokenCounter) {
    String text = arguments.text(0);
    int most = arguments.number(1, MOST, 0, MOST, "truncate");
    String ellipsis = arguments.option("ellipsis", "…");
    String unit = arguments.option("unit", "chars");
    return switch (unit) {
      case "chars" -> byCharacters(text, most, ellipsis);
      case "tokens" -> byTokens(text, most, ellipsis, tokenCounter);
      default ->
          throw new RenderException("truncate: unit is 'chars' or 'tokens', got '" + unit + "'");
    };
  }

  /** The ellipsis counts: the result never has more than {@code most} characters. */
  private static String byCharacters(String text, int most, String ellipsis) {
    if (text.length() <= most || text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    int kept = most - ellipsis.codePointCount(0, ellipsis.length());
    return kept < 0
        ? text.substring(0, text.offsetByCodePoints(0, most))
        : text.substring(0, text.offsetByCodePoints(0, kept)) + ellipsis;
  }

  private static String byTokens(
      String text, int most, String ellipsis, ToIntFunction<String> counter) {
    if (counter.applyAsInt(text) <= most) {
      return text;
    }
    int low = 0;
    int high = text.codePointCount(0, text.length());
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      String candidate = text.substring(0, text.offsetByCodePoints(0, middle)) + ellipsis;
      if (counter.applyAsInt(candidate) <= most) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low == 0 ? "" : text.substring(0, text.offsetByCodePoints(0, low)) + ellipsis;
  }
}

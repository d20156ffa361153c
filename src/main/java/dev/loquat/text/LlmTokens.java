package dev.loquat.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts an LLM's tokens. The vocabulary is loaded when it is first asked for. */
final class LlmTokens {
  /** Byte-pair merging is quadratic in one unbroken run, so a run this long is counted in parts. */
  private static final int PART = 4096;

  private LlmTokens() {}

  private static final class Vocabulary {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  static int count(String text) {
    int tokens = 0;
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + PART);
      if (to < text.length()) {
        to = boundary(text, from, to);
      }
      tokens += Vocabulary.ENCODING.countTokensOrdinary(text.substring(from, to));
      from = to;
    }
    return tokens;
  }

  /** A white space in the second half of [from, to) to cut before; else {@code to}, pairs whole. */
  private static int boundary(String text, int from, int to) {
    for (int i = to; i > from + PART / 2; i--) {
      if (Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
  }
}

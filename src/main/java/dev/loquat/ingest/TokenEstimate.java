package dev.loquat.ingest;

/**
 * About how many tokens an embedding model reads: one for each Chinese or Japanese character and
 * punctuation mark, one for every five letters of other words. Cheap, so that it may be asked for
 * every sentence.
 */
final class TokenEstimate {

  private TokenEstimate() {}

  static int of(String text, int start, int end) {
    int tokens = 0;
    int letters = 0;
    for (int i = start; i < end; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean wide = c >= 0x2E80;
      if (!wide && Character.isLetterOrDigit(c)) {
        letters++;
        continue;
      }
      tokens += (letters + 4) / 5;
      letters = 0;
      if (!Character.isWhitespace(c)) {
        tokens++;
      }
    }
    return tokens + (letters + 4) / 5;
  }
}

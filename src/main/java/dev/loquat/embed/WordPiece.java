package dev.loquat.embed;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * BERT's tokenizer (Devlin et al. 2019; Hugging Face's {@code BertNormalizer}, {@code
 * BertPreTokenizer} and {@code WordPiece}) in plain Java, lower-casing. Immutable.
 */
final class WordPiece {
  static final int CLS = 101;
  static final int SEP = 102;
  private static final int UNKNOWN = 100;
  private static final int MAX_WORD = 100;

  private final Vocabulary vocabulary;

  private WordPiece(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Reads the vocabulary of a Hugging Face {@code tokenizer.json}. */
  static WordPiece read(InputStream json) throws IOException {
    return new WordPiece(Vocabulary.read(json));
  }

  /** Ids of the pieces of a text, without [CLS] and [SEP]. */
  int[] ids(String text) {
    Ids out = new Ids();
    StringBuilder word = new StringBuilder();
    String normal = lowerCaseWithoutAccents(text);
    for (int i = 0; i < normal.length(); ) {
      int c = normal.codePointAt(i);
      i += Character.charCount(c);
      if (isDropped(c)) {
        continue;
      }
      if (isSpace(c)) {
        flush(word, out);
      } else if (isChinese(c) || isPunctuation(c)) {
        flush(word, out);
        word.appendCodePoint(c);
        flush(word, out);
      } else {
        word.appendCodePoint(c);
      }
    }
    flush(word, out);
    return out.toArray();
  }

  private static String lowerCaseWithoutAccents(String text) {
    return (isAscii(text) ? text : withoutAccents(text)).toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static String withoutAccents(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
    StringBuilder out = new StringBuilder(decomposed.length());
    for (int i = 0; i < decomposed.length(); ) {
      int c = decomposed.codePointAt(i);
      i += Character.charCount(c);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  private static boolean isDropped(int c) {
    return c == 0
        || c == 0xFFFD
        || switch (Character.getType(c)) {
          case Character.CONTROL -> c != '\t' && c != '\n' && c != '\r';
          case Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED ->
              true;
          default -> false;
        };
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isPunctuation(int c) {
    if (c < 128) {
      return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x20000 && c <= 0x2CEAF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }

  /**
   * The longest piece first, from the left; a word that cannot be covered is unknown as a whole.
   */
  private void flush(StringBuilder pending, Ids out) {
    if (pending.isEmpty()) {
      return;
    }
    String word = pending.toString();
    pending.setLength(0);
    if (word.codePointCount(0, word.length()) > MAX_WORD) {
      out.add(UNKNOWN);
      return;
    }
    int mark = out.size;
    for (int start = 0; start < word.length(); ) {
      int end = Math.min(word.length(), start + vocabulary.longest());
      int id = Vocabulary.NONE;
      for (; end > start && id < 0; end--) {
        id = vocabulary.id(word, start, end, start > 0);
      }
      if (id < 0) {
        out.size = mark;
        out.add(UNKNOWN);
        return;
      }
      out.add(id);
      start = end + 1;
    }
  }

  private static final class Ids {
    private int[] ids = new int[128];
    private int size;

    void add(int id) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size * 2);
      }
      ids[size++] = id;
    }

    int[] toArray() {
      return Arrays.copyOf(ids, size);
    }
  }
}

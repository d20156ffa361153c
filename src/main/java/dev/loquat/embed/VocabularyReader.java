package dev.loquat.embed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the pieces of a Hugging Face {@code tokenizer.json}: its {@code "vocab": {"piece": id}}. A
 * JSON library would take 10 MB of the process for it, of classes and of the compiler, which works
 * hard for 30,000 names and numbers. For one thread.
 */
final class VocabularyReader {
  private final Reader in;
  private final char[] buffer = new char[1 << 12];
  private int at;
  private int limit;
  private char[] text = new char[64];
  private int length;

  /** Takes a piece, the first {@code length} of some characters. */
  @FunctionalInterface
  interface Pieces {
    void add(char[] characters, int length, int id);
  }

  private VocabularyReader(InputStream json) {
    in = new InputStreamReader(json, StandardCharsets.UTF_8);
  }

  /**
   * Shows every piece, in order.
   *
   * @throws IOException if there is no vocabulary, or it is not written as expected
   */
  static void read(InputStream json, Pieces pieces) throws IOException {
    VocabularyReader reader = new VocabularyReader(json);
    reader.findVocabulary();
    for (int token = reader.token(); token != '}'; token = reader.token()) {
      if (token == ',') {
        continue;
      }
      expect('"', token);
      reader.readString();
      expect(':', reader.token());
      pieces.add(reader.text, reader.length, reader.number());
    }
  }

  private void findVocabulary() throws IOException {
    do {
      while (next() != '"') {
        // strings only: a name can be nothing else
      }
      readString();
    } while (!"vocab".contentEquals(new String(text, 0, length))
        || token() != ':'
        || token() != '{');
  }

  private static void expect(char wanted, int found) throws IOException {
    if (found != wanted) {
      throw new IOException("a vocabulary with " + (char) found + " where " + wanted + " belongs");
    }
  }

  private int next() throws IOException {
    if (at == limit) {
      limit = in.read(buffer);
      at = 0;
      if (limit < 0) {
        throw new EOFException("the tokenizer's description ends before its vocabulary does");
      }
    }
    return buffer[at++];
  }

  /** The next character that is no white space. */
  private int token() throws IOException {
    int c = next();
    while (c <= ' ') {
      c = next();
    }
    return c;
  }

  private int number() throws IOException {
    int c = token();
    int number = Character.digit(c, 10);
    if (number < 0) {
      throw new IOException("a vocabulary with " + (char) c + " where a number belongs");
    }
    for (int digit = digit(); digit >= 0; digit = digit()) {
      number = number * 10 + digit;
    }
    at--; // what ended the number
    return number;
  }

  private int digit() throws IOException {
    return Character.digit(next(), 10);
  }

  /** Reads a string behind its opening quote. */
  private void readString() throws IOException {
    length = 0;
    for (int c = next(); c != '"'; c = next()) {
      if (length == text.length) {
        text = Arrays.copyOf(text, length * 2);
      }
      text[length++] = (char) (c == '\\' ? escaped() : c);
    }
  }

  private int escaped() throws IOException {
    int c = next();
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> c;
    };
  }

  private int hexadecimal() throws IOException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      unit = unit << 4 | Character.digit(next(), 16);
    }
    return unit;
  }
}

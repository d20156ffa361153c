package dev.loquat.prompt;

import java.io.Reader;

/**
 * A text for the YAML parser, which fails where a character beyond the basic plane lies across the
 * end of its buffer: no read fills the buffer, nor ends between two surrogates. Found by fuzzing.
 */
final class YamlText extends Reader {
  private final String text;
  private int at;

  YamlText(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] target, int from, int length) {
    if (length == 0) {
      return 0;
    }
    int left = text.length() - at;
    if (left == 0) {
      return -1;
    }
    int count = Math.min(left, Math.max(1, length - 1));
    if (count > 1 && count < left && Character.isHighSurrogate(text.charAt(at + count - 1))) {
      count--;
    }
    text.getChars(at, at + count, target, from);
    at += count;
    return count;
  }

  @Override
  public void close() {}
}

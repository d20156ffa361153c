package dev.loquat.guard;

import java.util.Arrays;

/** A text made from another one, with the place in the original of every UTF-16 unit. */
final class Mapped implements CharSequence {
  private final String text;
  private final int[] starts;
  private final int[] ends;

  private Mapped(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  /** Where the unit at {@code index} begins in the original. */
  int start(int index) {
    return starts[index];
  }

  /** Where the unit before the exclusive {@code end} ends in the original. */
  int end(int end) {
    return end == 0 ? 0 : ends[end - 1];
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  /** Collects units with their places. */
  static final class Builder {
    private char[] chars;
    private int[] starts;
    private int[] ends;
    private int size;

    Builder(int capacity) {
      int room = Math.max(16, capacity);
      chars = new char[room];
      starts = new int[room];
      ends = new int[room];
    }

    Builder add(char c, int start, int end) {
      if (size == chars.length) {
        int room = size * 2;
        chars = Arrays.copyOf(chars, room);
        starts = Arrays.copyOf(starts, room);
        ends = Arrays.copyOf(ends, room);
      }
      chars[size] = c;
      starts[size] = start;
      ends[size] = end;
      size++;
      return this;
    }

    int size() {
      return size;
    }

    char last() {
      return size == 0 ? '\0' : chars[size - 1];
    }

    Mapped build() {
      return new Mapped(new String(chars, 0, size), starts, ends);
    }
  }
}

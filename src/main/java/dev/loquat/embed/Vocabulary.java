package dev.loquat.embed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The pieces of a WordPiece vocabulary and their ids, all characters in one array: as strings in
 * maps 30,000 pieces took 20 MB of a process, mostly for making them. Immutable once read.
 */
final class Vocabulary {
  /** No piece has this id. */
  static final int NONE = -1;

  // Open addressing: an entry's number + 1, 0 where there is none.
  private int[] table = new int[1 << 16]; // room for as many as the packaged models have
  private char[] characters = new char[1 << 18];
  private int[] ends = new int[1 << 15]; // of an entry's characters, which begin with '#' or ' '
  private int[] ids = new int[1 << 15];
  private int size;
  private int longest;

  private Vocabulary() {}

  /** Reads that of a Hugging Face {@code tokenizer.json}. */
  static Vocabulary read(InputStream json) throws IOException {
    Vocabulary out = new Vocabulary();
    VocabularyReader.read(json, out::add);
    out.characters = Arrays.copyOf(out.characters, out.end(out.size - 1));
    out.ends = Arrays.copyOf(out.ends, out.size);
    out.ids = Arrays.copyOf(out.ids, out.size);
    return out;
  }

  private void add(char[] piece, int length, int id) {
    boolean continues = length > 2 && piece[0] == '#' && piece[1] == '#';
    int skipped = continues ? 2 : 0;
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    int begin = end(size - 1);
    int end = begin + 1 + length - skipped;
    if (end > characters.length) {
      characters = Arrays.copyOf(characters, Math.max(end, characters.length * 2));
    }
    characters[begin] = mark(continues);
    System.arraycopy(piece, skipped, characters, begin + 1, length - skipped);
    ends[size] = end;
    ids[size] = id;
    size++;
    longest = Math.max(longest, length - skipped);
    if (size * 2 > table.length) {
      table = new int[table.length * 2];
      for (int entry = 0; entry < size; entry++) {
        enter(entry);
      }
    } else {
      enter(size - 1);
    }
  }

  private void enter(int entry) {
    int begin = end(entry - 1);
    int hash = characters[begin];
    for (int i = begin + 1; i < ends[entry]; i++) {
      hash = 31 * hash + characters[i];
    }
    int slot = slot(hash);
    while (table[slot] != 0) {
      slot = slot + 1 & table.length - 1;
    }
    table[slot] = entry + 1;
  }

  private int end(int entry) {
    return entry < 0 ? 0 : ends[entry];
  }

  private static char mark(boolean continues) {
    return continues ? '#' : ' ';
  }

  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) & table.length - 1;
  }

  /** The most UTF-16 units of a piece. */
  int longest() {
    return longest;
  }

  /**
   * The id of the piece that {@code word[from, to)} is, or {@link #NONE}.
   *
   * @param continues whether it stands inside a word
   */
  int id(CharSequence word, int from, int to, boolean continues) {
    int hash = mark(continues);
    for (int i = from; i < to; i++) {
      hash = 31 * hash + word.charAt(i);
    }
    for (int slot = slot(hash); table[slot] != 0; slot = slot + 1 & table.length - 1) {
      int entry = table[slot] - 1;
      if (is(entry, word, from, to, continues)) {
        return ids[entry];
      }
    }
    return NONE;
  }

  private boolean is(int entry, CharSequence word, int from, int to, boolean continues) {
    int begin = end(entry - 1);
    if (ends[entry] - begin != to - from + 1 || characters[begin] != mark(continues)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (characters[begin + 1 + i - from] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

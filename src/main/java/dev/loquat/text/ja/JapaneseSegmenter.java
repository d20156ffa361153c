package dev.loquat.text.ja;

import dev.loquat.text.script.CharClass;

/** Cuts Japanese into short unit words, as UniDic and the treebank GSD do. Immutable. */
public final class JapaneseSegmenter {
  /** Characters that are looked at together where no space divides a text. */
  private static final int WINDOW = 512;

  /** The end of a window, whose words may yet change with what follows. */
  private static final int UNSURE = 32;

  private final Dictionary dictionary;

  private JapaneseSegmenter(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** The segmenter over the packaged dictionary. */
  public static JapaneseSegmenter load() {
    return new JapaneseSegmenter(Dictionary.load());
  }

  /** Gives every word of text[from, to); white space is left out. */
  public void segment(String text, int from, int to, TaggedWords out) {
    JapaneseLattice lattice = new JapaneseLattice(dictionary);
    int at = from;
    while (at < to) {
      if (CharClass.of(text.charAt(at)) == CharClass.SPACE) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < to && CharClass.of(text.charAt(end)) != CharClass.SPACE) {
        end++;
      }
      at = stretch(lattice, text, at, end, out);
    }
  }

  private static int stretch(
      JapaneseLattice lattice, String text, int from, int to, TaggedWords out) {
    int end = Math.min(to, from + WINDOW);
    if (end < to && Character.isLowSurrogate(text.charAt(end))) {
      end--;
    }
    int sure = end == to ? to : end - UNSURE;
    return lattice.cut(text, from, end, sure, out);
  }
}

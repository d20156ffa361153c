package dev.loquat.text.ja;

/** Takes words with their tags, in order. */
public interface TaggedWords {
  /** Takes one word, [start, end) in the text, tagged "UniDic/UPOS". */
  void add(int start, int end, String tag);
}

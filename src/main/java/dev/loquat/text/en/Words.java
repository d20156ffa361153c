package dev.loquat.text.en;

/** Where the words of a text begin and end, with the class of each; grows as it is filled. */
public interface Words {
  /** Takes one word, [start, end) in the text. */
  void add(int start, int end);
}

package dev.loquat.dictionary;

import dev.loquat.text.DictionaryException;
import dev.loquat.text.UserWord;
import java.io.IOException;
import java.util.List;

/** Where words come from. For one thread at a time. */
interface WordSource {
  /** What messages call it. */
  String name();

  /** Another one whenever the words may be others; cheap to ask. */
  String stamp() throws IOException;

  /**
   * The words as they are now.
   *
   * @throws IOException if they cannot be had, for now
   */
  List<UserWord> read() throws IOException, DictionaryException;
}

package dev.loquat.text.tag;

/** Which features an item has. */
interface Templates {
  /** Adds what item {@code i} shows whatever the labels before it. */
  void fixed(Sequence s, int i, Features out);

  /** Adds what depends on the labels before it; the label of an item before the first is "". */
  void history(Sequence s, int i, String last, String beforeLast, Features out);

  /** Whether {@code label} may follow {@code last}. */
  default boolean follows(String last, String label) {
    return true;
  }
}

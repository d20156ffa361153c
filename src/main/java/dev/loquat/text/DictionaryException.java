package dev.loquat.text;

import java.util.List;

/** A dictionary that cannot be read; each fault names the source and the line. */
public final class DictionaryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  /** At least one fault, each as {@code words.txt:3: what is wrong}. */
  public DictionaryException(List<String> faults) {
    super(String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  /** What is wrong, in the order of the lines. */
  public List<String> faults() {
    return faults;
  }
}

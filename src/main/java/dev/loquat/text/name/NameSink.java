package dev.loquat.text.name;

/** Takes what is found, in order, without overlap. */
public interface NameSink {
  /** Takes one entity, [start, end) in the text, of one of the types of the contract. */
  void add(int start, int end, String type);
}

package dev.loquat.model;

/** What a model streams: notes, texts, then one end. */
public sealed interface Piece {
  /** A piece of the answer, as the model cut it. */
  record Text(String text) implements Piece {}

  /**
   * A remark about the answer, before its first text: shown like the rest, but no claim that a
   * score could weigh.
   */
  record Note(String text) implements Piece {}

  /**
   * The end of an answer.
   *
   * @param finishReason OpenAI's word: {@code stop}, {@code length}, {@code content_filter}, ...
   * @param usage the tokens the call took
   */
  record End(String finishReason, Usage usage) implements Piece {}
}

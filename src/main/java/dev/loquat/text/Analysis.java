package dev.loquat.text;

import java.util.List;

/**
 * What is known of a text.
 *
 * @param text the text, lone surrogates replaced by U+FFFD
 * @param language ISO 639-1 code of its main language
 * @param tokens in order of their start
 * @param entities in order, without overlap
 * @param sentences in order, without overlap, trimmed of white space
 * @param llmTokens how many tokens an LLM reads (o200k_base)
 */
public record Analysis(
    String text,
    String language,
    List<Token> tokens,
    List<Entity> entities,
    List<Span> sentences,
    int llmTokens) {
  public Analysis {
    tokens = List.copyOf(tokens);
    entities = List.copyOf(entities);
    sentences = List.copyOf(sentences);
  }
}

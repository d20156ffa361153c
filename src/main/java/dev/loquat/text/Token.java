package dev.loquat.text;

import java.util.Optional;

/**
 * A word as it stands in the text.
 *
 * @param text the slice [start, end) of the analyzed text
 * @param language ISO 639-1 code of the span it stands in
 * @param pos tag of the language's treebank: Chinese in the style of CTB, English Penn, Japanese
 *     UniDic
 * @param upos universal tag (Universal Dependencies)
 * @param ner PER, ORG, LOC, DATE, NUM, PRODUCT or MISC, where the token is part of an entity
 * @param head index among the analysis's tokens of the word it depends on, -1 for the root of its
 *     sentence; only where trees were asked for
 * @param relation its relation to that word (Universal Dependencies); only where {@code head} is
 */
public record Token(
    String text,
    int start,
    int end,
    String language,
    Optional<String> pos,
    Optional<String> upos,
    Optional<String> ner,
    Optional<Integer> head,
    Optional<String> relation) {
  Token under(int head, String relation) {
    return new Token(
        text, start, end, language, pos, upos, ner, Optional.of(head), Optional.of(relation));
  }
}

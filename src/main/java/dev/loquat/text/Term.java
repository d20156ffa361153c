package dev.loquat.text;

/**
 * What is indexed and searched: a normalised word and where it came from.
 *
 * @param text NFKC, lower case, simplified Chinese; in an index an English stem
 * @param start first UTF-16 unit in the text
 * @param end one behind the last
 */
public record Term(String text, int start, int end) {}

package dev.loquat.text.parse;

/**
 * A sentence's dependencies.
 *
 * @param heads for each word the number of the word it depends on, from 0; -1 for the root
 * @param relations for each word its relation to that word, as in Universal Dependencies
 */
public record Tree(int[] heads, String[] relations) {}

package dev.loquat.model;

import java.util.Set;

/**
 * A sentence of a source that can be quoted.
 *
 * @param position its place among the source's sentences, from 0
 * @param terms its search terms
 */
record Sentence(int position, String text, Set<String> terms) {}

package dev.loquat.store;

/**
 * What one query term added to a passage's BM25; the scores of a passage sum to it.
 *
 * @param tf how often the passage has the term
 * @param length number of terms of the passage
 */
public record TermScore(String term, double idf, int tf, int length, double score) {}

package dev.loquat.store;

/**
 * A passage that one path found.
 *
 * @param passage {@link Passage#key}
 * @param score BM25, or cosine similarity
 */
public record Hit(long passage, double score) {}

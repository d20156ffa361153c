/**
 * The hybrid retriever: one query, BM25 and vectors at the same time, fused into one list of
 * passages that explains itself. If one path fails or is late, the other answers.
 */
@NullMarked
package dev.loquat.retrieve;

import org.jspecify.annotations.NullMarked;

/**
 * Ranking without I/O: packed postings, exact BM25 over them, vectors as bytes, and the fusion of
 * two ranked lists into one. Plain Java, immutable values, safe for all threads unless a type says
 * otherwise.
 */
@NullMarked
package dev.loquat.rank;

import org.jspecify.annotations.NullMarked;

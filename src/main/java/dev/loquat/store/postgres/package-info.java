/** The store in PostgreSQL with pgvector: packed postings, exact BM25, halfvec with HNSW. */
@NullMarked
package dev.loquat.store.postgres;

import org.jspecify.annotations.NullMarked;

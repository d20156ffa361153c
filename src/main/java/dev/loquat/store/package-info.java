/**
 * Where passages live: what a store of documents, postings and vectors promises, whatever it is
 * made of. {@code store.postgres} keeps them in PostgreSQL, {@code store.packaged} in one read-only
 * file; both answer alike (one contract test). All methods block; an interrupted thread ends its
 * work with a {@link dev.loquat.store.StoreUnavailableException} or a {@link
 * java.util.concurrent.CancellationException}.
 */
@NullMarked
package dev.loquat.store;

import org.jspecify.annotations.NullMarked;

/** The index in one read-only file: no database, nothing to start, opened lazily. */
@NullMarked
package dev.loquat.store.packaged;

import org.jspecify.annotations.NullMarked;

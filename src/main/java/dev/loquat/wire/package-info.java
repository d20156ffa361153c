/**
 * JSON in, problems out: requests are read strictly and completely, and whatever is wrong with them
 * is told in one {@link dev.loquat.wire.Problem} (RFC 9457) that names each field by its JSON
 * pointer. Knows no transport.
 */
@NullMarked
package dev.loquat.wire;

import org.jspecify.annotations.NullMarked;

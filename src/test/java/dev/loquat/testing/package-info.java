/** What tests of several rooms share: a real PostgreSQL, and where the development data lies. */
@NullMarked
package dev.loquat.testing;

import org.jspecify.annotations.NullMarked;

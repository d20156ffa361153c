/**
 * Measurements with a {@code main}, run by the scripts in {@code bench/}; none of them is a test.
 */
@NullMarked
package dev.loquat.bench;

import org.jspecify.annotations.NullMarked;

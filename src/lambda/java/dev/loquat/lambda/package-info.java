/**
 * The way in from AWS Lambda; in the package of the profile {@code lambda} only. Decides nothing:
 * what a function answers is the same as by HTTP.
 */
@NullMarked
package dev.loquat.lambda;

import org.jspecify.annotations.NullMarked;

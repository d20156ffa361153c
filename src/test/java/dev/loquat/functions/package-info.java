/**
 * Every sample event of {@code functions/<name>/events}, sent over its real protocol: HTTP,
 * CloudEvents by their SDK, and AWS Lambda's Runtime API with the packaged application behind it.
 * One set of checks ({@link dev.loquat.functions.Contract}) holds for all of them.
 */
@NullMarked
package dev.loquat.functions;

import org.jspecify.annotations.NullMarked;

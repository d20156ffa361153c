/**
 * HTTP: paths to functions, chat and answers; JSON bodies and server-sent events out; every failure
 * one problem document. Decides nothing else.
 */
@NullMarked
package dev.loquat.http;

import org.jspecify.annotations.NullMarked;

/**
 * The template language: lexer, recursive-descent parser, sealed syntax tree, checks against the
 * shape of the data, and the compiled renderer. A compiled {@link
 * dev.loquat.prompt.template.Template} is immutable and shared by all threads. Values are never
 * parsed: what a variable holds is copied to the output as it is.
 */
@NullMarked
package dev.loquat.prompt.template;

import org.jspecify.annotations.NullMarked;

/**
 * The template language: lexer, recursive-descent parser, sealed syntax tree, checks against the
 * shape of the data, and two renderers that give the same: a net of objects, made by {@code
 * Assembler}, and a hidden class of bytecode for templates that are rendered often, made by {@code
 * BytecodeClass}. A compiled {@link dev.loquat.prompt.template.Template} is shared by all threads.
 * Values are never parsed: what a variable holds is copied to the output as it is.
 */
@NullMarked
package dev.loquat.prompt.template;

import org.jspecify.annotations.NullMarked;

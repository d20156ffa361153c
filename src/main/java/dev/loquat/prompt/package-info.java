/**
 * Prompts: compiled from YAML, typed by JSON Schema, rendered within limits. {@link
 * dev.loquat.prompt.PromptCompiler} makes a {@link dev.loquat.prompt.Prompt} or says, with line,
 * column and caret, why not; {@link dev.loquat.prompt.PromptLibrary} keeps the stored ones. Plain
 * Java: no framework, no template engine, no validator of others.
 */
@NullMarked
package dev.loquat.prompt;

import org.jspecify.annotations.NullMarked;

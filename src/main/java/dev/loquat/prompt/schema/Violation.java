package dev.loquat.prompt.schema;

/**
 * A place where a value is not what its schema asks for.
 *
 * @param pointer JSON pointer into the value, empty for the whole
 * @param message what is asked for, in the reader's language
 */
public record Violation(String pointer, String message) {}

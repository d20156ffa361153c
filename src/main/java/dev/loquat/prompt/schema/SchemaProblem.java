package dev.loquat.prompt.schema;

/**
 * A mistake in a schema.
 *
 * @param pointer JSON pointer into the schema
 * @param message what was found and what was expected
 */
public record SchemaProblem(String pointer, String message) {}

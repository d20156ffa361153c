package dev.loquat.prompt;

/**
 * Something wrong in a prompt's source.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 * @param message what was found and what was expected
 * @param excerpt the line, and below it a caret under the column
 */
public record Problem(int line, int column, String message, String excerpt) {}

package dev.loquat.prompt.template;

/**
 * Something wrong in a template.
 *
 * @param offset where, in UTF-16 units from the template's start
 * @param length how many units are concerned, at least 1
 * @param message what was found, what was expected, what to do
 */
public record TemplateProblem(int offset, int length, String message) {}

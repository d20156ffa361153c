package dev.loquat.extract;

import java.util.Optional;

/**
 * The text of a file. Headings are lines that begin with {@code #}, as in Markdown; blank lines
 * part paragraphs.
 *
 * @param title the title that the file itself declares, beside its text
 */
public record Extracted(Format format, Optional<String> title, String text) {}

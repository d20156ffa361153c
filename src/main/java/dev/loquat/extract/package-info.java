/**
 * Text from files: Markdown, plain text, HTML, PDF, docx, pptx, xlsx, CSV and JSON. Whatever the
 * bytes are, a reader ends within its limits with the text or with one {@link
 * dev.loquat.extract.ExtractException} that says what is wrong. Nothing is ever fetched: no DTD, no
 * entity, no link of a file is followed. Knows no store and no network.
 */
@NullMarked
package dev.loquat.extract;

import org.jspecify.annotations.NullMarked;

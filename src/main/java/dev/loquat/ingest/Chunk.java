package dev.loquat.ingest;

import java.util.List;

/**
 * A part of a text.
 *
 * @param start first UTF-16 unit in the text
 * @param end one behind the last
 * @param headings the headings above it, from the outermost, without those inside it
 */
record Chunk(int start, int end, List<String> headings) {}

package dev.loquat.retrieve;

import java.util.Map;

/**
 * A query whose relevant documents are known.
 *
 * @param grades by document, above 0 where relevant
 */
public record JudgedQuery(String id, String text, Map<String, Integer> grades) {}

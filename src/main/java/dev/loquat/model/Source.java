package dev.loquat.model;

import java.util.Map;

/**
 * A passage that an answer may cite.
 *
 * @param number what the answer cites it by, from 1
 * @param termWeights weight of each of the question's terms in the collection (its idf), known
 *     terms only
 */
public record Source(int number, String title, String text, Map<String, Double> termWeights) {}

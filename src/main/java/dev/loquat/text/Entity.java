package dev.loquat.text;

/**
 * A name, date, number or product.
 *
 * @param text the slice [start, end) of the analyzed text
 * @param type PER, ORG, LOC, DATE, NUM, PRODUCT or MISC
 */
public record Entity(String text, String type, int start, int end) {}

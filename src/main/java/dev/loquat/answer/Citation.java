package dev.loquat.answer;

/**
 * A citation marker in an answer.
 *
 * @param number the passage's number
 * @param start offset of the marker in the whole answer, UTF-16 units
 * @param end its end, exclusive
 * @param url where the passage can be read
 */
public record Citation(int number, int start, int end, String url, String title) {}

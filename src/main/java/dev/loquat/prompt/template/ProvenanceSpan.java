package dev.loquat.prompt.template;

/**
 * Where a stretch of rendered text came from.
 *
 * @param start first UTF-16 unit
 * @param end the unit after the last
 * @param from {@code template}, or the JSON pointer of the variable
 */
public record ProvenanceSpan(int start, int end, String from) {
  /** The name of what stands in the template itself. */
  public static final String TEMPLATE = "template";
}

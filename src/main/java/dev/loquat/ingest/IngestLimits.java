package dev.loquat.ingest;

/**
 * What one call may bring.
 *
 * @param documents at most so many
 * @param textLength UTF-16 units of a document's text
 * @param idLength UTF-16 units of an id, a title, a URL
 */
public record IngestLimits(int documents, int textLength, int idLength) {

  /** 10,000 documents of 4 Mi characters. */
  public static final IngestLimits DEFAULT = new IngestLimits(10_000, 4 << 20, 512);
}

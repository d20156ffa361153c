package dev.loquat.ingest;

/** A call brings more documents than the limit; none was taken. */
public final class TooManyDocumentsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyDocumentsException(int documents, int limit) {
    super("a call may bring " + limit + " documents, this one has " + documents);
  }
}

package dev.loquat.store;

/** A collection was built with another analyzer or model than the one at hand. */
public final class IndexMismatchException extends StoreException {
  private static final long serialVersionUID = 1L;

  public IndexMismatchException(String message) {
    super(message);
  }

  public IndexMismatchException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.loquat.store;

/** A packaged index is truncated, damaged, of another version, or no index at all. */
public final class BrokenIndexException extends StoreException {
  private static final long serialVersionUID = 1L;

  public BrokenIndexException(String message) {
    super(message);
  }

  public BrokenIndexException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.loquat.store;

/** The store cannot be written to. */
public final class ReadOnlyStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  public ReadOnlyStoreException(String message) {
    super(message);
  }

  public ReadOnlyStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}

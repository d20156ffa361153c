package dev.loquat.store;

/** Why a store could not answer. */
public abstract sealed class StoreException extends RuntimeException
    permits UnknownCollectionException,
        StoreUnavailableException,
        IndexMismatchException,
        ReadOnlyStoreException,
        BrokenIndexException {
  private static final long serialVersionUID = 1L;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.loquat.store;

/** There is no collection of that name. */
public final class UnknownCollectionException extends StoreException {
  private static final long serialVersionUID = 1L;

  public UnknownCollectionException(String collection) {
    super("no collection named \"" + collection + '"');
  }
}

package dev.loquat.embed;

/** The server of a remote embedding model is away, too slow, or refuses; trying again may help. */
public final class EmbeddingUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddingUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.loquat.embed;

/** The thread was interrupted while it embedded; its interrupt flag is still set. */
public final class EmbeddingInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddingInterruptedException(String message) {
    super(message);
  }

  EmbeddingInterruptedException(String message, Throwable cause) {
    super(message, cause);
  }
}

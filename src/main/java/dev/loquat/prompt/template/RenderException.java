package dev.loquat.prompt.template;

/** A helper got a value that it cannot work on; the message names helper and value. */
public final class RenderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RenderException(String message) {
    super(message);
  }
}

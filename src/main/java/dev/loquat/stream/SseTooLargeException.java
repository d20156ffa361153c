package dev.loquat.stream;

/** A server-sent event is larger than the reader may hold. */
public final class SseTooLargeException extends RuntimeException {
  SseTooLargeException(int maxEventBytes) {
    super("a server-sent event exceeds %d bytes".formatted(maxEventBytes));
  }
}

package dev.loquat.stream;

/** The reader consumes so slowly that the bounds on slices and pending text are reached. */
public final class SlowReaderException extends RuntimeException {
  SlowReaderException(int outstanding, int pending) {
    super(
        "the reader is too slow: %d slices not consumed, %d characters pending"
            .formatted(outstanding, pending));
  }
}

package dev.loquat.guard;

/** A policy text that cannot be read; the message names the line and what is wrong with it. */
public final class PolicyException extends RuntimeException {
  private final int line;

  PolicyException(int line, String message) {
    super("policy line %d: %s".formatted(line, message));
    this.line = line;
  }

  /** The line, from 1; 0 where the whole text is meant. */
  public int line() {
    return line;
  }
}

package dev.loquat.extract;

import java.io.EOFException;

/** Why a file has no text for us; the message is a clause such as "is encrypted". */
public final class ExtractException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** The kinds of reasons. */
  public enum Reason {
    /** Nothing in it that could be found or cited. */
    EMPTY,
    /** Text in an encoding that is not Unicode's. */
    ENCODING,
    /** No text at all, or of another format than its name says. */
    FORMAT,
    /** Cut off, damaged, or against its format's rules. */
    BROKEN,
    /** Opens only with a password. */
    ENCRYPTED,
    /** Declares a document type, by which files make readers fetch other files. */
    DOCTYPE,
    /** Beyond one of {@link ExtractLimits}. */
    LIMIT
  }

  ExtractException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  ExtractException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** A file that its reader gave up; readers that say nothing mostly ran out of bytes. */
  static ExtractException broken(String what, Exception cause) {
    String told = cause.getMessage();
    String why = told == null || told.isBlank() ? silent(cause) : told;
    return new ExtractException(Reason.BROKEN, "is " + what + ": " + why, cause);
  }

  private static String silent(Exception cause) {
    return cause instanceof EOFException ? "it ends too soon" : cause.getClass().getSimpleName();
  }

  /** Which kind of reason it is. */
  public Reason reason() {
    return reason;
  }
}

package dev.loquat.extract;

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

  /** Which kind of reason it is. */
  public Reason reason() {
    return reason;
  }
}

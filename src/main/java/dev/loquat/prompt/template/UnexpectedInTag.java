package dev.loquat.prompt.template;

/** Thrown at the first error of a tag, and caught by the parser, which goes on with the next. */
final class UnexpectedInTag extends Exception {
  private static final long serialVersionUID = 1L;
  private final int offset;

  UnexpectedInTag(int offset, String message) {
    super(message, null, false, false);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }
}

package dev.loquat.prompt.template;

/** What the lexer cuts a template into: stretches of text, and tags. Offsets are UTF-16 units. */
sealed interface Segment {
  /** Where the segment starts in the template. */
  int start();

  /** Text between tags, escapes already taken out. */
  record Text(String text, int start) implements Segment {}

  /**
   * A tag.
   *
   * @param inner the offset of the first character after the opening braces and their mark
   * @param innerEnd the offset after the last character before the closing braces
   * @param end the offset after the closing braces
   * @param trimBefore whether {@code ~} asks to drop white space before the tag
   * @param trimAfter whether {@code ~} asks to drop white space after it
   */
  record Tag(
      Kind kind, int start, int inner, int innerEnd, int end, boolean trimBefore, boolean trimAfter)
      implements Segment {}

  /** The kinds of tags; the flag says whether one that stands alone takes its line with it. */
  enum Kind {
    OUTPUT(false),
    OPEN(true),
    CLOSE(true),
    ELSE(true),
    PARTIAL(true),
    COMMENT(true),
    RAW_OPEN(true),
    RAW_CLOSE(true);

    final boolean mayStandAlone;

    Kind(boolean mayStandAlone) {
      this.mayStandAlone = mayStandAlone;
    }
  }
}

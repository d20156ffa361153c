package dev.loquat.guard;

/** What opens a template island, and the text that closes it. */
enum Opener {
  OUTPUT("{{", "}}", true),
  BLOCK("{%", "%}", true),
  DOLLAR("${", "}", true),
  HASH("#{", "}", true),
  ERB("<%", "%>", true),
  STAR("*{", "}", false),
  AT("@{", "}", false),
  TILDE("~{", "}", false),
  PERCENT("%{", "}", false),
  SMARTY("{$", "}", true),
  BLADE("{!!", "!!}", true),
  SMARTY_PHP("{php}", "{/php}", true),
  DIRECTIVE("<#", ">", false),
  DIRECTIVE_END("</#", ">", false),
  SQUARE("[#", "]", false),
  SQUARE_END("[/#", "]", false),
  PHP("<?", "?>", false);

  private final String mark;
  private final String closer;
  private final boolean sure;

  Opener(String mark, String closer, boolean sure) {
    this.mark = mark;
    this.closer = closer;
    this.sure = sure;
  }

  String mark() {
    return mark;
  }

  String closer() {
    return closer;
  }

  /** Whether the mark alone means a template; the others occur in prose, mark-up and addresses. */
  boolean isSure() {
    return sure;
  }

  /** The opener with this mark. */
  static Opener of(String mark) {
    for (Opener opener : values()) {
      if (opener.mark.equals(mark)) {
        return opener;
      }
    }
    throw new IllegalArgumentException("no template engine opens with " + mark);
  }

  /** Where the next possible opener stands at or after {@code from}; the length if nowhere. */
  static int next(CharSequence text, int from) {
    int last = text.length() - 1;
    for (int i = from; i < last; i++) {
      char c = text.charAt(i);
      char d = text.charAt(i + 1);
      boolean opens =
          switch (c) {
            case '{' -> d == '{' || d == '%' || d == '$' || d == '!' || d == 'p';
            case '$', '#', '*', '@', '~', '%' -> d == '{';
            case '<' -> d == '%' || d == '#' || d == '/' || d == '?';
            case '[' -> d == '#' || d == '/';
            default -> false;
          };
      if (opens) {
        return i;
      }
    }
    return text.length();
  }
}

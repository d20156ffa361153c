package dev.loquat.prompt.pattern;

/** Writes a text that a pattern matches, look-around aside. */
final class PatternSample {
  private static final int LONGEST = 10_000;

  private PatternSample() {}

  /** {@code extra} is how often more than needed repetitions are taken. */
  static void write(Regex regex, int extra, StringBuilder out) {
    if (out.length() > LONGEST) {
      return;
    }
    switch (regex) {
      case Regex.Chars chars -> {
        if (!chars.set().isEmpty()) {
          out.appendCodePoint(chars.set().example());
        }
      }
      case Regex.Group group -> write(group.inner(), extra, out);
      case Regex.Sequence sequence -> sequence.parts().forEach(part -> write(part, extra, out));
      case Regex.Choice choice -> write(choice.choices().getFirst(), extra, out);
      case Regex.Repeat repeat -> {
        long wanted = (long) repeat.least() + extra;
        long times = repeat.most() < 0 ? wanted : Math.min(repeat.most(), wanted);
        for (long i = 0; i < times && out.length() <= LONGEST; i++) {
          write(repeat.inner(), extra > 8 ? 0 : extra, out);
        }
      }
      case Regex.Assertion assertion -> {}
      case Regex.Look look -> {}
      case Regex.Backreference back -> {}
    }
  }
}

package dev.loquat.text.tag;

/** Features of an English word for names; the hint is what name lists say, the tag its Penn tag. */
final class EnglishNameTemplates implements Templates {
  @Override
  public void fixed(Sequence s, int i, Features out) {
    String w = Shape.folded(s.item(i));
    out.add(1, 0);
    out.add(2, s.item(i));
    for (int o = -2; o <= 2; o++) {
      out.add(10 + o, Shape.folded(s.item(i + o)));
      out.add(20 + o, Shape.of(s.item(i + o)));
      out.add(30 + o, s.tag(i + o));
      out.add(40 + o, s.hint(i + o));
    }
    for (int o = -1; o <= 0; o++) {
      out.add(50 + o, Shape.folded(s.item(i + o)), Shape.folded(s.item(i + o + 1)));
      out.add(53 + o, Shape.of(s.item(i + o)), Shape.of(s.item(i + o + 1)));
      out.add(56 + o, s.tag(i + o), s.tag(i + o + 1));
      out.add(59 + o, s.hint(i + o), s.hint(i + o + 1));
    }
    for (int n = 1; n <= 4; n++) {
      out.add(60 + n, Shape.suffix(w, n));
      out.add(65 + n, Shape.prefix(w, n));
    }
    out.add(70, s.tag(i - 1), s.tag(i), s.tag(i + 1));
    out.add(71, s.tag(i), s.hint(i));
    out.add(72, Shape.of(s.item(i)), s.tag(i), i == 0 ? "first" : "");
    out.add(73, Shape.folded(s.item(i - 1)), s.tag(i));
    out.add(74, s.tag(i), Shape.folded(s.item(i + 1)));
    out.add(75, allCapitals(s) ? "shout" : "", Shape.of(s.item(i)));
    out.add(76, Shape.folded(s.item(i - 1)), Shape.of(s.item(i)), Shape.folded(s.item(i + 1)));
  }

  @Override
  public void history(Sequence s, int i, String last, String beforeLast, Features out) {
    out.add(90, last);
    out.add(91, last, beforeLast);
    out.add(92, last, Shape.folded(s.item(i)));
    out.add(93, last, Shape.of(s.item(i)));
    out.add(94, last, s.tag(i));
    out.add(95, last, s.hint(i));
    out.add(96, last, s.tag(i), s.tag(i + 1));
    out.add(97, last, Shape.folded(s.item(i - 1)));
  }

  @Override
  public boolean follows(String last, String label) {
    return Bio.follows(last, label);
  }

  private static boolean allCapitals(Sequence s) {
    return s.items().length > 0
        && s.item(0).equals(s.item(0).toUpperCase(java.util.Locale.ROOT))
        && s.item(s.length() / 2).equals(s.item(s.length() / 2).toUpperCase(java.util.Locale.ROOT));
  }
}

package dev.loquat.text.tag;

/**
 * Features of a Chinese character for names; the hint tells where in its word it stands and what
 * the lexicon knows of that word, the tag the word's part of speech.
 */
final class ChineseNameTemplates implements Templates {
  @Override
  public void fixed(Sequence s, int i, Features out) {
    out.add(1, 0);
    for (int o = -2; o <= 2; o++) {
      out.add(10 + o, s.item(i + o));
      out.add(20 + o, s.hint(i + o));
      out.add(30 + o, s.tag(i + o));
    }
    for (int o = -2; o <= 1; o++) {
      out.add(40 + o, s.item(i + o), s.item(i + o + 1));
      out.add(50 + o, s.hint(i + o), s.hint(i + o + 1));
      out.add(60 + o, s.tag(i + o), s.tag(i + o + 1));
    }
    out.add(70, s.item(i - 1), s.item(i + 1));
    out.add(71, s.item(i - 1), s.item(i), s.item(i + 1));
    out.add(72, s.item(i), s.item(i + 1), s.item(i + 2));
    out.add(73, s.item(i - 2), s.item(i - 1), s.item(i));
    out.add(74, s.hint(i - 1), s.hint(i), s.hint(i + 1));
    out.add(75, s.item(i), s.hint(i));
    out.add(76, s.item(i), s.tag(i));
    out.add(77, s.item(i - 3));
    out.add(78, s.item(i + 3));
    out.add(79, s.item(i), s.hint(i + 1));
    out.add(80, s.hint(i - 1), s.item(i));
  }

  @Override
  public void history(Sequence s, int i, String last, String beforeLast, Features out) {
    out.add(90, last);
    out.add(91, last, beforeLast);
    out.add(92, last, s.item(i));
    out.add(93, last, s.hint(i));
    out.add(94, last, s.tag(i));
    out.add(95, last, s.item(i), s.item(i + 1));
    out.add(96, last, s.item(i - 1), s.item(i));
    out.add(97, last, s.hint(i), s.hint(i + 1));
  }

  @Override
  public boolean follows(String last, String label) {
    return Bio.follows(last, label);
  }
}

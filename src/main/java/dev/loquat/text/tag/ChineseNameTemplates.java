package dev.loquat.text.tag;

/**
 * Features of a Chinese character for names; the hint tells where in its word it stands and what
 * the lexicon knows of that word, the tag the word's part of speech.
 */
final class ChineseNameTemplates implements Templates {
  /** Of longer words only so many characters are read. */
  private static final int LONGEST = 12;

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
    words(s, i, out);
  }

  /** The word around the character and those on both sides of it. */
  private static void words(Sequence s, int i, Features out) {
    int start = i;
    while (start > 0 && start > i - LONGEST && !begins(s, start)) {
      start--;
    }
    int end = i + 1;
    while (end < s.length() && end < i + LONGEST && !begins(s, end)) {
      end++;
    }
    int here = word(s, start, end);
    int before = word(s, before(s, start), start);
    int behind = word(s, end, behind(s, end));
    out.add(81, here);
    out.add(82, before);
    out.add(83, behind);
    out.add(84, before, here);
    out.add(85, here, behind);
    out.add(86, s.hint(i).hashCode(), before);
    out.add(87, s.hint(i).hashCode(), behind);
    out.add(88, s.hint(start - 1).hashCode(), s.hint(i).hashCode(), s.hint(end).hashCode());
    out.add(89, s.tag(start - 1), s.tag(i), s.tag(end));
  }

  private static int before(Sequence s, int start) {
    int i = start - 1;
    while (i > 0 && i > start - LONGEST && !begins(s, i)) {
      i--;
    }
    return Math.max(0, i);
  }

  private static int behind(Sequence s, int end) {
    int i = end + 1;
    while (i < s.length() && i < end + LONGEST && !begins(s, i)) {
      i++;
    }
    return Math.min(s.length(), i);
  }

  private static boolean begins(Sequence s, int i) {
    return s.hint(i).startsWith("B") || s.hint(i).startsWith("S");
  }

  private static int word(Sequence s, int from, int to) {
    int hash = 7;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + s.item(i).hashCode();
    }
    return hash;
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

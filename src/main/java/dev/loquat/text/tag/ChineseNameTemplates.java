package dev.loquat.text.tag;

import dev.loquat.text.zh.ChineseSegmenter;

/**
 * Features of a Chinese character for names; the hint tells where in its word it stands and what
 * the lexicon knows of that word, the tag the word's part of speech.
 */
final class ChineseNameTemplates implements Templates {
  /** Of longer words only so many characters are read. */
  private static final int LONGEST = 12;

  private final ChineseSegmenter lexicon;

  ChineseNameTemplates(ChineseSegmenter lexicon) {
    this.lexicon = lexicon;
  }

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
    ChineseListTemplates.fixed(s, i, out);
  }

  /** The word around the character and two on each side. */
  private void words(Sequence s, int i, Features out) {
    int start = start(s, i);
    int end = end(s, i);
    int from = start > 0 ? start(s, start - 1) : 0;
    int to = end < s.length() ? end(s, end) : end;
    String here = word(s, start, end);
    String before = start > 0 ? word(s, from, start) : "\1";
    String behind = end < s.length() ? word(s, end, to) : "\2";
    out.add(81, here);
    out.add(82, before);
    out.add(83, behind);
    out.add(84, before, here);
    out.add(85, here, behind);
    out.add(86, s.hint(i), before);
    out.add(87, s.hint(i), behind);
    out.add(88, s.hint(start - 1), s.hint(i), s.hint(end));
    out.add(89, s.tag(start - 1), s.tag(i), s.tag(end));
    String place = place(s, i);
    String farBefore = from > 0 ? word(s, start(s, from - 1), from) : "\1";
    String farBehind = to < s.length() ? word(s, to, end(s, to)) : "\2";
    String last = Shape.suffix(here, 1);
    String lastBehind = Shape.suffix(behind, 1);
    out.add(120, place, farBefore);
    out.add(121, place, farBehind);
    out.add(122, place, last, lastBehind);
    out.add(123, place, last);
    out.add(124, place, lastBehind);
    out.add(125, place, Shape.suffix(before, 1));
    out.add(126, place, Shape.prefix(behind, 1));
    out.add(127, place, before, behind);
    out.add(128, place + here.length(), last);
    out.add(129, place, lastBehind, Shape.suffix(farBehind, 1));
    out.add(130, s.item(i), s.item(i + 1), s.item(i + 2) + s.item(i + 3));
    out.add(131, s.item(i), s.item(i - 1), s.item(i - 2) + s.item(i - 3));
    String sense = lexicon.senses(here);
    out.add(102, place, sense);
    out.add(103, place, lexicon.senses(before));
    out.add(104, place, lexicon.senses(behind));
    out.add(105, place + lexicon.senses(before), sense, lexicon.senses(behind));
    out.add(106, place, lexicon.senses(farBefore));
    out.add(107, place, lexicon.senses(farBehind));
    out.add(108, place, sense, s.hint(end));
    ChineseListTemplates.roles(s, i, start, end, out);
  }

  /** Where the character stands in its word. */
  private static String place(Sequence s, int i) {
    return Shape.prefix(s.hint(i), 1);
  }

  private static int start(Sequence s, int i) {
    int start = i;
    while (start > 0 && start > i - LONGEST && !begins(s, start)) {
      start--;
    }
    return start;
  }

  private static int end(Sequence s, int i) {
    int end = i + 1;
    while (end < s.length() && end < i + LONGEST && !begins(s, end)) {
      end++;
    }
    return end;
  }

  private static boolean begins(Sequence s, int i) {
    return s.hint(i).startsWith("B") || s.hint(i).startsWith("S");
  }

  private static String word(Sequence s, int from, int to) {
    StringBuilder word = new StringBuilder();
    for (int i = from; i < to; i++) {
      word.append(s.item(i));
    }
    return word.toString();
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
    out.add(151, last, place(s, i), s.tag(i));
    ChineseListTemplates.history(s, i, last, out);
  }

  @Override
  public boolean follows(String last, String label) {
    return Bio.follows(last, label);
  }
}

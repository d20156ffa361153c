package dev.loquat.text.tag;

import dev.loquat.text.zh.ChineseSegmenter;

/** Features of a Chinese word for its part of speech; the hint holds the lexicon's natures. */
final class ChineseWordTemplates implements Templates {
  private final ChineseSegmenter lexicon;

  ChineseWordTemplates(ChineseSegmenter lexicon) {
    this.lexicon = lexicon;
  }

  @Override
  public void fixed(Sequence s, int i, Features out) {
    String w = s.item(i);
    String l = s.item(i - 1);
    String r = s.item(i + 1);
    String nature = s.hint(i);
    String size = String.valueOf(Math.min(4, w.length()));
    out.add(1, 0);
    out.add(2, w);
    out.add(3, Shape.suffix(w, 1), size);
    out.add(4, Shape.prefix(w, 1), size);
    out.add(5, Shape.suffix(w, 2));
    out.add(6, Shape.prefix(w, 2));
    out.add(7, l);
    out.add(8, r);
    out.add(9, s.item(i - 2));
    out.add(10, s.item(i + 2));
    out.add(11, l, w);
    out.add(12, w, r);
    out.add(13, nature);
    out.add(14, nature, size);
    out.add(15, s.hint(i - 1), nature);
    out.add(16, nature, s.hint(i + 1));
    out.add(17, s.hint(i - 1), nature, s.hint(i + 1));
    out.add(18, s.hint(i + 1));
    out.add(19, s.hint(i - 1));
    out.add(20, Shape.of(w).length() > 3 ? "" : Shape.of(w), size);
    out.add(21, l, nature);
    out.add(22, nature, r);
    out.add(23, nature, Shape.suffix(w, 1));
    out.add(24, s.hint(i + 1), s.hint(i + 2));
    out.add(25, Shape.suffix(l, 1), nature);
    out.add(26, nature, Shape.prefix(r, 1));
    for (int k = 0; k < Math.min(4, w.length()); k++) {
      out.add(27, String.valueOf(w.charAt(k)));
    }
    out.add(30, l, w, r);
    out.add(31, s.hint(i - 2), s.hint(i - 1));
    out.add(32, Shape.suffix(w, 1), r);
    out.add(33, l, Shape.prefix(w, 1));
    out.add(34, Shape.prefix(w, 1), Shape.suffix(w, 1));
    out.add(35, l, r);
    parts(s, i, size, out);
    senses(s, i, out);
  }

  private void senses(Sequence s, int i, Features out) {
    String before = lexicon.senses(s.item(i - 1));
    String here = lexicon.senses(s.item(i));
    String behind = lexicon.senses(s.item(i + 1));
    out.add(40, before);
    out.add(41, here);
    out.add(42, behind);
    out.add(43, here, s.hint(i));
    out.add(44, here, behind);
    out.add(45, before, here);
  }

  /** What the lexicon says of a word's ends, and of the word joined with those beside it. */
  private void parts(Sequence s, int i, String size, Features out) {
    String w = s.item(i);
    boolean longer = w.length() > 2;
    String last = lexicon.natures(Shape.suffix(w, 1));
    String first = lexicon.natures(Shape.prefix(w, 1));
    out.add(36, last, longer ? lexicon.natures(Shape.suffix(w, 2)) : "", size);
    out.add(37, first, longer ? lexicon.natures(Shape.prefix(w, 2)) : "", size);
    out.add(38, lexicon.natures(w + s.item(i + 1)), s.hint(i));
    out.add(39, lexicon.natures(s.item(i - 1) + w), s.hint(i));
  }

  @Override
  public void history(Sequence s, int i, String last, String beforeLast, Features out) {
    out.add(50, last);
    out.add(51, last, beforeLast);
    out.add(52, last, s.item(i));
    out.add(53, last, s.hint(i));
    out.add(54, last, s.hint(i), s.hint(i + 1));
    out.add(55, last, beforeLast, s.hint(i));
    out.add(56, last, s.item(i), s.item(i + 1));
    out.add(57, last, s.item(i + 1));
  }
}

package dev.loquat.text.tag;

/** Features of an English word for its part of speech. */
final class EnglishWordTemplates implements Templates {
  @Override
  public void fixed(Sequence s, int i, Features out) {
    String w = Shape.folded(s.item(i));
    String l = Shape.folded(s.item(i - 1));
    String r = Shape.folded(s.item(i + 1));
    String ll = Shape.folded(s.item(i - 2));
    String rr = Shape.folded(s.item(i + 2));
    String shape = Shape.of(s.item(i));
    out.add(1, 0);
    out.add(2, w);
    out.add(3, s.item(i));
    for (int n = 1; n <= 5; n++) {
      out.add(3 + n, Shape.suffix(w, n));
    }
    for (int n = 1; n <= 4; n++) {
      out.add(9 + n, Shape.prefix(w, n));
    }
    out.add(15, shape);
    out.add(16, shape, i == 0 ? "first" : "");
    out.add(17, l);
    out.add(18, r);
    out.add(19, ll);
    out.add(20, rr);
    out.add(21, l, w);
    out.add(22, w, r);
    out.add(23, l, r);
    out.add(24, ll, l);
    out.add(25, r, rr);
    out.add(26, Shape.suffix(l, 3), Shape.suffix(w, 3));
    out.add(27, Shape.suffix(r, 3));
    out.add(28, Shape.suffix(l, 3));
    out.add(29, Shape.of(s.item(i - 1)), shape);
    out.add(30, shape, Shape.of(s.item(i + 1)));
    out.add(31, Shape.suffix(w, 3), Shape.suffix(r, 3));
    out.add(32, Shape.suffix(w, 2), s.hint(i));
    out.add(33, s.hint(i));
    out.add(34, s.item(s.length() - 1));
  }

  @Override
  public void history(Sequence s, int i, String last, String beforeLast, Features out) {
    String w = Shape.folded(s.item(i));
    out.add(50, last);
    out.add(51, last, beforeLast);
    out.add(52, last, w);
    out.add(53, last, Shape.suffix(w, 3));
    out.add(54, last, Shape.folded(s.item(i + 1)));
    out.add(55, beforeLast);
    out.add(56, last, beforeLast, w);
    out.add(57, last, Shape.of(s.item(i)));
  }
}

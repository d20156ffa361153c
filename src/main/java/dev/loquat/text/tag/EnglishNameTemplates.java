package dev.loquat.text.tag;

import java.util.Locale;
import java.util.Set;

/** Features of an English word for names; the hint is what name lists say, the tag its Penn tag. */
final class EnglishNameTemplates implements Templates {
  /** Words that stand between two parts of a name. */
  private static final Set<String> LINKS = Set.of("of", "the", "and", "&", "de", "-", "for", "'s");

  /** Of longer runs of capitalised words only so many are read to each side. */
  private static final int LONGEST = 8;

  /** How many first bits of a cluster's path are looked at; none is longer than the last. */
  private static final int[] BITS = {4, 6, 10, 16};

  private static final int COARSE = 6;

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
    around(s, i, w, out);
    String shape = Shape.of(s.item(i));
    listed(s, i, shape, out);
    clustered(s, i, shape, out);
    inNames(s, i, shape, out);
    if (isCapital(s, i)) {
      run(s, i, out);
    }
  }

  private static void around(Sequence s, int i, String word, Features out) {
    String before = Shape.folded(s.item(i - 1));
    String behind = Shape.folded(s.item(i + 1));
    out.add(101, Shape.folded(s.item(i - 3)));
    out.add(102, Shape.folded(s.item(i + 3)));
    for (int n = 2; n <= 3; n++) {
      out.add(103 + n, Shape.suffix(before, n));
      out.add(106 + n, Shape.suffix(behind, n));
    }
    out.add(111, before, word, behind);
  }

  /** What the long lists say, with what stands around. */
  private static void listed(Sequence s, int i, String shape, Features out) {
    String before = s.mark(Mark.LISTED, i - 1);
    String here = s.mark(Mark.LISTED, i);
    String behind = s.mark(Mark.LISTED, i + 1);
    for (int o = -1; o <= 1; o++) {
      out.add(181 + o, s.mark(Mark.LISTED, i + o));
      out.add(184 + o, s.mark(Mark.LISTED_NAME, i + o));
    }
    out.add(186, here, shape, s.tag(i));
    out.add(187, s.mark(Mark.LISTED_NAME, i), shape);
    out.add(188, before, here);
    out.add(189, here, behind);
    out.add(190, before + "|" + shape, here, behind);
    out.add(191, here, Shape.folded(s.item(i - 1)));
    out.add(192, here, Shape.folded(s.item(i + 1)));
    out.add(193, here, s.tag(i - 1), s.tag(i + 1));
    out.add(194, here + shape, Shape.of(s.item(i - 1)), Shape.of(s.item(i + 1)));
    out.add(195, here, s.hint(i));
  }

  /** Clusters of the words around, coarse and fine: a path's first bits are a larger cluster. */
  private static void clustered(Sequence s, int i, String shape, Features out) {
    for (int o = -2; o <= 2; o++) {
      String path = s.mark(Mark.CLUSTER, i + o);
      for (int k = 0; k < BITS.length; k++) {
        if (path.length() > (k == 0 ? 0 : BITS[k - 1])) {
          out.add(200 + 5 * k + o + 2, Shape.prefix(path, BITS[k]));
        }
      }
    }
    String before = s.mark(Mark.CLUSTER, i - 1);
    String here = s.mark(Mark.CLUSTER, i);
    String behind = s.mark(Mark.CLUSTER, i + 1);
    String coarseBefore = Shape.prefix(before, COARSE);
    String coarse = Shape.prefix(here, COARSE);
    String coarseBehind = Shape.prefix(behind, COARSE);
    out.add(221, coarse, shape);
    out.add(222, coarseBefore, coarse);
    out.add(223, coarse, coarseBehind);
    out.add(224, here, shape);
    out.add(225, before, here);
    out.add(226, here, behind);
    out.add(227, coarseBefore, shape, coarseBehind);
  }

  /** What is known of names that hold the word, and the words beside it. */
  private static void inNames(Sequence s, int i, String shape, Features out) {
    String here = s.mark(Mark.IN_NAMES, i);
    for (int o = -1; o <= 1; o++) {
      out.add(231 + o, s.mark(Mark.IN_NAMES, i + o));
    }
    out.add(233, here, shape);
    out.add(234, here, s.mark(Mark.IN_NAMES, i - 1));
    out.add(235, here, s.mark(Mark.IN_NAMES, i + 1));
  }

  /** The capitalised words around, as one thing: where in it, its ends, and what it stands in. */
  private static void run(Sequence s, int i, Features out) {
    int start = i;
    while (start > i - LONGEST && isCapital(s, start - 1)) {
      start--;
    }
    int end = i + 1;
    while (end < i + LONGEST && isCapital(s, end)) {
      end++;
    }
    String at = (i == start ? "B" : "I") + (i == end - 1 ? "E" : "M");
    String length = String.valueOf(Math.min(end - start, 5));
    String first = Shape.folded(s.item(start));
    String last = Shape.folded(s.item(end - 1));
    String before = Shape.folded(s.item(start - 1));
    String behind = Shape.folded(s.item(end));
    out.add(120, at, length);
    out.add(121, at, last);
    out.add(122, at, first);
    out.add(123, at, before);
    out.add(124, at, behind);
    out.add(125, length, s.tag(start - 1), s.tag(end));
    out.add(126, Shape.suffix(last, 3));
    out.add(127, at, s.tag(start - 1));
    out.add(128, at, s.tag(end));
    out.add(129, s.hint(start), s.hint(end - 1), length);
    out.add(130, Shape.of(s.item(start)), Shape.of(s.item(end - 1)), at + length);
    out.add(131, before, s.tag(end));
    out.add(132, at, start == 0 ? "first" : "", allCapitals(s) ? "shout" : "");
    if (LINKS.contains(behind) && isCapital(s, end + 1)) {
      out.add(133, behind, Shape.folded(s.item(end + 1)));
      out.add(134, last, behind);
    }
    if (LINKS.contains(before) && isCapital(s, start - 2)) {
      out.add(135, before, Shape.folded(s.item(start - 2)));
      out.add(136, Shape.folded(s.item(start - 2)), before, at);
    }
  }

  private static boolean isCapital(Sequence s, int i) {
    return i >= 0
        && i < s.length()
        && (Character.isUpperCase(s.item(i).charAt(0)) || s.tag(i).startsWith("NNP"));
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
    out.add(140, last, beforeLast, s.tag(i));
    out.add(141, last, Shape.of(s.item(i)), s.tag(i));
    out.add(142, last, Shape.suffix(Shape.folded(s.item(i)), 3));
    out.add(143, last, Shape.folded(s.item(i + 1)));
    out.add(144, last, s.mark(Mark.LISTED, i));
    out.add(145, last, s.mark(Mark.LISTED_NAME, i));
    out.add(146, last, s.mark(Mark.LISTED, i), Shape.of(s.item(i)));
    String cluster = s.mark(Mark.CLUSTER, i);
    if (!cluster.isEmpty()) {
      out.add(147, last, Shape.prefix(cluster, COARSE));
      out.add(148, last, cluster);
    }
    String inNames = s.mark(Mark.IN_NAMES, i);
    if (!inNames.isEmpty()) {
      out.add(149, last, inNames);
    }
  }

  @Override
  public boolean follows(String last, String label) {
    return Bio.follows(last, label);
  }

  private static boolean allCapitals(Sequence s) {
    return s.items().length > 0
        && s.item(0).equals(s.item(0).toUpperCase(Locale.ROOT))
        && s.item(s.length() / 2).equals(s.item(s.length() / 2).toUpperCase(Locale.ROOT));
  }
}

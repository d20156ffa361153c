package dev.loquat.text.parse;

import dev.loquat.text.tag.Features;

/** What speaks for a transition (after Zhang and Nivre 2011): stack, buffer, and their children. */
final class ArcFeatures {
  private ArcFeatures() {}

  static void read(TaggedSentence s, Configuration c, Features f) {
    int top = c.stack(0);
    int below = c.stack(1);
    int next = c.next();
    f.clear();
    f.add(1, 0);
    words(s, top, below, next, f);
    pairs(s, top, below, next, f);
    triples(s, c, top, below, next, f);
    children(s, c, top, below, next, f);
  }

  private static void words(TaggedSentence s, int top, int below, int next, Features f) {
    int[] places = {top, below, next, next + 1, next + 2};
    for (int k = 0; k < places.length; k++) {
      int i = places[k];
      f.add(10 + k, s.word(i));
      f.add(20 + k, s.tag(i));
      f.add(30 + k, s.word(i), s.tag(i));
      f.add(40 + k, s.ending(i), s.universal(i));
      f.add(50 + k, s.universal(i));
    }
    f.add(60, s.tag(top - 1), s.tag(top));
    f.add(61, s.tag(top), s.tag(top + 1));
    f.add(62, s.tag(next - 1), s.tag(next));
  }

  private static void pairs(TaggedSentence s, int top, int below, int next, Features f) {
    f.add(70, s.word(top), s.word(next));
    f.add(71, s.word(top), s.tag(next));
    f.add(72, s.tag(top), s.word(next));
    f.add(73, s.tag(top), s.tag(next));
    f.add(74, s.tag(next), s.tag(next + 1));
    f.add(75, s.word(below), s.word(top));
    f.add(76, s.word(below), s.tag(top));
    f.add(77, s.tag(below), s.word(top));
    f.add(78, s.tag(below), s.tag(top));
    f.add(79, s.universal(below), s.universal(next));
  }

  private static void triples(
      TaggedSentence s, Configuration c, int top, int below, int next, Features f) {
    int gap = Math.min(6, next - top);
    int between = top < 0 || below < 0 ? 0 : Math.min(6, top - below);
    f.add(80, s.tag(top), s.tag(next), s.tag(next + 1));
    f.add(81, s.tag(next), s.tag(next + 1), s.tag(next + 2));
    f.add(82, s.tag(below), s.tag(top), s.tag(next));
    f.add(83, s.tag(c.stack(2)), s.tag(below), s.tag(top));
    f.add(84, s.word(top), s.tag(next), s.tag(next + 1));
    f.add(85, s.tag(top), s.tag(next), gap);
    f.add(86, s.tag(below), s.tag(top), between);
    f.add(87, s.word(top), gap);
    f.add(88, s.word(next), gap);
    f.add(89, Math.min(3, c.size()), s.tag(top));
    f.add(90, s.tag(c.stack(2)), s.universal(top));
  }

  private static void children(
      TaggedSentence s, Configuration c, int top, int below, int next, Features f) {
    int topLeft = c.leftmost(top);
    int topRight = c.rightmost(top);
    int belowRight = c.rightmost(below);
    int nextLeft = c.leftmost(next);
    f.add(100, s.tag(top), c.lefts(top), c.rights(top));
    f.add(101, s.tag(next), c.lefts(next));
    f.add(102, s.word(top), c.lefts(top), c.rights(top));
    f.add(103, s.tag(below), c.rights(below));
    f.add(104, s.tag(top), s.tag(topLeft), s.tag(next));
    f.add(105, s.tag(top), s.tag(topRight), s.tag(next));
    f.add(106, s.tag(top), s.tag(next), s.tag(nextLeft));
    f.add(107, s.tag(below), s.tag(belowRight), s.tag(top));
    f.add(108, s.tag(below), s.tag(top), s.tag(topLeft));
    f.add(109, c.label(topLeft), s.tag(top));
    f.add(110, c.label(topRight), s.tag(top));
    f.add(111, c.label(belowRight), s.tag(below));
    f.add(112, c.label(nextLeft), s.tag(next));
    f.add(113, c.label(topLeft), c.label(topRight), s.universal(top));
    f.add(114, s.tag(below), s.tag(top), c.label(topRight));
    f.add(115, s.tag(top), s.tag(next), c.label(nextLeft));
    f.add(116, s.word(topRight));
    f.add(117, s.word(nextLeft), s.tag(next));
  }
}

package dev.loquat.text.tag;

/**
 * Features of a Chinese word for its part of speech where the names of the sentence are known; the
 * tags are the labels of the names, empty where they are not known. Only teachers have them.
 */
final class NamedWordTemplates implements Templates {
  private final Templates words;

  NamedWordTemplates(Templates words) {
    this.words = words;
  }

  @Override
  public void fixed(Sequence s, int i, Features out) {
    words.fixed(s, i, out);
    String name = s.tag(i);
    if (!name.isEmpty()) {
      out.add(160, name);
      out.add(161, name, s.item(i));
      out.add(162, name, s.hint(i));
      out.add(163, name, s.tag(i + 1));
      out.add(164, s.tag(i - 1), name, s.tag(i + 1));
      out.add(165, name, Shape.suffix(s.item(i), 1));
      out.add(166, name, s.tag(i + 1), s.hint(i));
      out.add(167, name, s.item(i + 1));
    }
  }

  @Override
  public void history(Sequence s, int i, String last, String beforeLast, Features out) {
    words.history(s, i, last, beforeLast, out);
  }
}

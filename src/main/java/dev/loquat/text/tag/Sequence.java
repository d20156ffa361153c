package dev.loquat.text.tag;

import java.util.Map;

/**
 * What is labelled: items in order, each with what is known of it already.
 *
 * @param items words or characters
 * @param hints one an item: what a lexicon or segmenter says
 * @param tags one an item: parts of speech, where they are known
 * @param marks for each kind one an item
 */
public record Sequence(String[] items, String[] hints, String[] tags, Map<Mark, String[]> marks) {
  public Sequence {
    if (items.length != hints.length || items.length != tags.length) {
      throw new IllegalArgumentException(
          items.length + " items with " + hints.length + " hints and " + tags.length + " tags");
    }
  }

  /** Items of which no list says anything. */
  public Sequence(String[] items, String[] hints, String[] tags) {
    this(items, hints, tags, Map.of());
  }

  public int length() {
    return items.length;
  }

  String item(int i) {
    return i < 0 ? "\1" : i >= items.length ? "\2" : items[i];
  }

  String hint(int i) {
    return i < 0 || i >= hints.length ? "" : hints[i];
  }

  String tag(int i) {
    return i < 0 || i >= tags.length ? "" : tags[i];
  }

  String mark(Mark kind, int i) {
    String[] of = marks.get(kind);
    return of == null || i < 0 || i >= of.length ? "" : of[i];
  }
}

package dev.loquat.text.tag;

/**
 * What is labelled: items in order, each with what is known of it already.
 *
 * @param items words or characters
 * @param hints one an item: what a lexicon or segmenter says
 * @param tags one an item: parts of speech, where they are known
 */
public record Sequence(String[] items, String[] hints, String[] tags) {
  public Sequence {
    if (items.length != hints.length || items.length != tags.length) {
      throw new IllegalArgumentException(
          items.length + " items with " + hints.length + " hints and " + tags.length + " tags");
    }
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
}

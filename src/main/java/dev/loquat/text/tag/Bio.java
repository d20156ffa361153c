package dev.loquat.text.tag;

/** Labels of spans: B-X begins one, I-X goes on with it, O is outside. */
final class Bio {
  private Bio() {}

  static boolean follows(String last, String label) {
    return label.charAt(0) != 'I'
        || last.length() == label.length()
            && last.regionMatches(1, label, 1, label.length() - 1)
            && last.charAt(0) != 'O';
  }
}

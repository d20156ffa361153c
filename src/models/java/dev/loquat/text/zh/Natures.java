package dev.loquat.text.zh;

import com.hankcs.hanlp.dictionary.CoreDictionary;

/** The People's Daily corpus's tags as letters: lower case as they are, upper case for names. */
final class Natures {
  private Natures() {}

  /** The {@code rank}-th commonest tag of a word, 0 where it has no such tag of weight. */
  static byte code(CoreDictionary.Attribute a, int rank) {
    if (a == null
        || rank >= a.nature.length
        || rank > 0 && a.frequency[rank] * 8 < a.frequency[0]) {
      return 0;
    }
    String nature = a.nature[rank].toString();
    char first = nature.charAt(0);
    char second = nature.length() > 1 ? nature.charAt(1) : ' ';
    if (first == 'n' && "rstz".indexOf(second) >= 0) {
      return (byte) Character.toUpperCase(second);
    }
    if (nature.equals("vn") || nature.equals("an")) {
      return (byte) (first == 'v' ? 'V' : 'A');
    }
    if (nature.startsWith("ud")) {
      return 'D';
    }
    return (byte) first;
  }
}

package dev.loquat.text.name;

import dev.loquat.text.name.NameFinder.Found;
import dev.loquat.text.name.NameFinder.Words;
import dev.loquat.text.tag.Labeler;
import dev.loquat.text.tag.Mark;
import dev.loquat.text.tag.Sequence;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names in an English sentence, labelled word by word. */
public final class EnglishNames {
  /** Words of the longest listed name that is looked for. */
  private static final int LONGEST = 4;

  private final Labeler labeler;

  EnglishNames(Labeler labeler) {
    this.labeler = labeler;
  }

  void find(Words words, List<Found> out) {
    String[] labels = labeler.label(sequence(words));
    for (int i = 0; i < labels.length; ) {
      int end = i + 1;
      if (labels[i].startsWith("B-")) {
        while (end < labels.length && labels[end].startsWith("I-")) {
          end++;
        }
        out.add(new Found(words.starts()[i], words.ends()[end - 1], labels[i].substring(2), 1));
      }
      i = end;
    }
  }

  /** The sentence's words with what the lists of names say of each. */
  public static Sequence sequence(Words words) {
    int n = words.starts().length;
    String[] items = new String[n];
    String[] tags = new String[n];
    for (int i = 0; i < n; i++) {
      items[i] = words.word(i);
      int slash = words.tags()[i].lastIndexOf('/');
      tags[i] = slash < 0 ? "" : words.tags()[i].substring(0, slash);
    }
    return new Sequence(items, NameLists.hints(items), tags, marks(items));
  }

  private static Map<Mark, String[]> marks(String[] words) {
    NameLexicon lexicon = NameLexicon.load();
    String[] listed = new String[words.length];
    String[] clusters = new String[words.length];
    String[] inNames = new String[words.length];
    String[] together = new String[words.length];
    Arrays.fill(together, "");
    String[] folded = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      folded[i] = words[i].toLowerCase(Locale.ROOT);
      listed[i] = lexicon.code(Listing.LATIN, folded[i]);
      clusters[i] = ofWord(lexicon, Listing.CLUSTER, folded[i]);
      inNames[i] = ofWord(lexicon, Listing.IN_NAMES, folded[i]);
    }
    int from = 0;
    while (from < words.length) {
      String code = "";
      int end = Math.min(words.length, from + LONGEST) + 1;
      while (code.isEmpty() && --end > from + 1) {
        code = lexicon.code(Listing.LATIN, joined(folded, from, end));
      }
      for (int i = from; i < end && !code.isEmpty(); i++) {
        together[i] = (i == from ? "b" : "i") + code;
      }
      from = end;
    }
    return new EnumMap<>(
        Map.of(
            Mark.LISTED, listed,
            Mark.LISTED_NAME, together,
            Mark.CLUSTER, clusters,
            Mark.IN_NAMES, inNames));
  }

  /** What a list says of the word, or of the word without the full stop at its end. */
  private static String ofWord(NameLexicon lexicon, Listing list, String word) {
    String code = lexicon.code(list, word);
    return code.isEmpty() && word.length() > 1 && word.endsWith(".")
        ? lexicon.code(list, word, 0, word.length() - 1)
        : code;
  }

  private static String joined(String[] words, int from, int to) {
    return String.join(" ", Arrays.asList(words).subList(from, to));
  }
}

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
import java.util.function.UnaryOperator;

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
    String[] folded = each(words, w -> w.toLowerCase(Locale.ROOT));
    return new EnumMap<>(
        Map.of(
            Mark.LISTED, each(folded, w -> lexicon.code(Listing.LATIN, w)),
            Mark.LISTED_NAME, listedNames(lexicon, folded),
            Mark.CLUSTER, each(folded, w -> ofWord(lexicon, Listing.CLUSTER, w)),
            Mark.IN_NAMES, each(folded, w -> ofWord(lexicon, Listing.IN_NAMES, w))));
  }

  private static String[] each(String[] words, UnaryOperator<String> of) {
    return Arrays.stream(words).map(of).toArray(String[]::new);
  }

  /** Listed names of several words, the longest ones from left to right. */
  private static String[] listedNames(NameLexicon lexicon, String[] folded) {
    String[] out = new String[folded.length];
    Arrays.fill(out, "");
    int from = 0;
    while (from < folded.length) {
      String code = "";
      int end = Math.min(folded.length, from + LONGEST) + 1;
      while (code.isEmpty() && --end > from + 1) {
        code = lexicon.code(Listing.LATIN, joined(folded, from, end));
      }
      for (int i = from; i < end && !code.isEmpty(); i++) {
        out[i] = (i == from ? "b" : "i") + code;
      }
      from = end;
    }
    return out;
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

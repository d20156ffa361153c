package dev.loquat.text.name;

import dev.loquat.text.name.NameFinder.Found;
import dev.loquat.text.name.NameFinder.Words;
import dev.loquat.text.tag.Labeler;
import dev.loquat.text.tag.Sequence;
import java.util.List;

/** Names in an English sentence, labelled word by word. */
public final class EnglishNames {
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

  /** The sentence's words with what the name lists say of each. */
  public static Sequence sequence(Words words) {
    int n = words.starts().length;
    String[] items = new String[n];
    String[] tags = new String[n];
    for (int i = 0; i < n; i++) {
      items[i] = words.word(i);
      int slash = words.tags()[i].lastIndexOf('/');
      tags[i] = slash < 0 ? "" : words.tags()[i].substring(0, slash);
    }
    return new Sequence(items, NameLists.hints(items), tags);
  }
}

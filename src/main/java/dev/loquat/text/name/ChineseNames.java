package dev.loquat.text.name;

import dev.loquat.text.name.NameFinder.Found;
import dev.loquat.text.name.NameFinder.Words;
import dev.loquat.text.tag.Labeler;
import dev.loquat.text.tag.Sequence;
import dev.loquat.text.zh.ChineseSegmenter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Names in a Chinese sentence, labelled character by character. */
public final class ChineseNames {
  private static final int LONGEST_LISTED = 8;

  private final Labeler labeler;
  private final ChineseSegmenter lexicon;

  ChineseNames(Labeler labeler, ChineseSegmenter lexicon) {
    this.labeler = labeler;
    this.lexicon = lexicon;
  }

  void find(Words words, List<Found> out) {
    if (words.starts().length == 0) {
      return;
    }
    int from = words.starts()[0];
    String[] labels = labeler.label(sequence(words, lexicon));
    for (int i = 0; i < labels.length; ) {
      int end = i + 1;
      if (labels[i].startsWith("B-")) {
        while (end < labels.length && labels[end].startsWith("I-")) {
          end++;
        }
        out.add(new Found(from + i, from + end, labels[i].substring(2), 1));
      }
      i = end;
    }
  }

  /** The sentence's characters with what segmenter, tagger and lexicon say of each. */
  public static Sequence sequence(Words words, ChineseSegmenter lexicon) {
    int from = words.starts()[0];
    int n = words.ends()[words.ends().length - 1] - from;
    String text = lexicon.simplified(words.text().substring(from, from + n));
    String[] items = new String[n];
    String[] hints = new String[n];
    String[] tags = new String[n];
    Arrays.fill(hints, "");
    Arrays.fill(tags, "");
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      items[i] =
          String.valueOf(Character.isDigit(c) ? '0' : c < 0x80 && Character.isLetter(c) ? 'a' : c);
    }
    for (int w = 0; w < words.starts().length; w++) {
      int start = words.starts()[w] - from;
      int end = words.ends()[w] - from;
      String natures = lexicon.natures(text.substring(start, end));
      for (int i = start; i < end; i++) {
        String at = end == start + 1 ? "S" : i == start ? "B" : i == end - 1 ? "E" : "M";
        hints[i] = at + natures;
        tags[i] = words.universal(w);
      }
    }
    listed(text, lexicon, hints);
    int[] starts = IntStream.of(words.starts()).map(at -> at - from).toArray();
    int[] ends = IntStream.of(words.ends()).map(at -> at - from).toArray();
    return new Sequence(items, hints, tags, ChineseMarks.of(text, starts, ends));
  }

  /** Marks characters inside a listed name, however the sentence was cut. */
  private static void listed(String text, ChineseSegmenter lexicon, String[] hints) {
    for (int i = 0; i < text.length(); i++) {
      for (int end = Math.min(text.length(), i + LONGEST_LISTED); end > i + 1; end--) {
        String natures = lexicon.natures(text.substring(i, end));
        if (!natures.isEmpty() && "RSTZ".indexOf(natures.charAt(0)) >= 0) {
          for (int k = i; k < end; k++) {
            hints[k] += "|" + natures.charAt(0) + (k == i ? "b" : "i");
          }
          i = end - 1;
          break;
        }
      }
    }
  }
}

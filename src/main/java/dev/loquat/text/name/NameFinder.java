package dev.loquat.text.name;

import dev.loquat.text.script.Language;
import dev.loquat.text.tag.Labeler;
import dev.loquat.text.zh.ChineseSegmenter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Finds entities in a sentence whose words and tags are known. Immutable; loads its models once.
 */
public final class NameFinder {
  /**
   * A tagged sentence.
   *
   * @param starts where its words begin in the text
   * @param ends where they end
   * @param tags one "xpos/UPOS" a word, empty where unknown
   */
  public record Words(String text, String language, int[] starts, int[] ends, String[] tags) {
    String word(int i) {
      return text.substring(starts[i], ends[i]);
    }

    String universal(int i) {
      return tags[i].substring(tags[i].lastIndexOf('/') + 1);
    }
  }

  /** An entity found, and how much it is preferred to those it overlaps. */
  record Found(int start, int end, String type, int rank) {}

  private final ChineseNames chinese;
  private final EnglishNames english;

  private NameFinder(ChineseNames chinese, EnglishNames english) {
    this.chinese = chinese;
    this.english = english;
  }

  /** The finder over the packaged models. */
  public static NameFinder load(ChineseSegmenter lexicon) {
    return new NameFinder(
        new ChineseNames(Labeler.chineseNames(), lexicon),
        new EnglishNames(Labeler.englishNames()));
  }

  /** Gives every entity of the sentence, in order, without overlap. */
  public void find(Words words, NameSink out) {
    List<Found> found = new ArrayList<>();
    Patterns.find(words, found);
    if (words.language().equals(Language.CHINESE)) {
      chinese.find(words, found);
      ChineseCompanies.find(words, found);
    } else if (words.language().equals(Language.ENGLISH)) {
      english.find(words, found);
    }
    found.sort(
        Comparator.comparingInt(Found::rank)
            .thenComparingInt(f -> f.start() - f.end())
            .thenComparingInt(Found::start));
    List<Found> kept = new ArrayList<>();
    BitSet taken = new BitSet();
    for (Found f : found) {
      int next = taken.nextSetBit(f.start());
      if (next < 0 || next >= f.end()) {
        kept.add(f);
        taken.set(f.start(), f.end());
      }
    }
    kept.sort(Comparator.comparingInt(Found::start));
    kept.forEach(f -> out.add(f.start(), f.end(), f.type()));
  }
}

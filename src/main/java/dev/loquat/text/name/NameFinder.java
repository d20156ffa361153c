package dev.loquat.text.name;

import dev.loquat.text.script.Language;
import dev.loquat.text.tag.Labeler;
import dev.loquat.text.zh.ChineseSegmenter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds entities in a sentence whose words and tags are known. Immutable; a language's model is
 * loaded once, by its first sentence.
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

  private final ChineseSegmenter lexicon;
  private final Supplier<Optional<Labeler>> chinese;
  private final Supplier<Optional<Labeler>> english;

  /**
   * @param chinese labels names in Chinese characters; asked for at the first Chinese sentence, and
   *     empty where its model is not packaged: then only dates, numbers, products and companies are
   *     found
   * @param english the same for English words
   */
  public NameFinder(
      ChineseSegmenter lexicon,
      Supplier<Optional<Labeler>> chinese,
      Supplier<Optional<Labeler>> english) {
    this.lexicon = lexicon;
    this.chinese = chinese;
    this.english = english;
  }

  /** Gives every entity of the sentence, in order, without overlap. */
  public void find(Words words, NameSink out) {
    List<Found> found = new ArrayList<>();
    Patterns.find(words, found);
    if (words.language().equals(Language.CHINESE)) {
      chinese.get().ifPresent(l -> new ChineseNames(l, lexicon).find(words, found));
      ChineseCompanies.find(words, found);
    } else if (words.language().equals(Language.ENGLISH)) {
      english.get().ifPresent(l -> new EnglishNames(l).find(words, found));
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

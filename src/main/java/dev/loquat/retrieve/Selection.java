package dev.loquat.retrieve;

import dev.loquat.rank.Fusion;
import dev.loquat.rank.Shingles;
import dev.loquat.store.Passage;
import dev.loquat.text.Analyzer;
import dev.loquat.text.script.CharClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Chooses the passages of an answer from a fused list. A passage that nearly repeats a better one
 * is joined to it. With MMR (Carbonell and Goldstein 1998) a passage also loses by its likeness to
 * those chosen before. For one thread.
 */
final class Selection {
  /** Texts that share so many of their shingles say the same. */
  private static final double SAME = 0.9;

  /** Shorter texts waste no room, and share their few shingles easily. */
  private static final int FEWEST_SHINGLES = 24;

  /** Letters of a shingle: about three words. */
  private static final int HAN_SHINGLE = 5;

  private static final int SHINGLE = 16;

  /** Near-duplicates differ no more than this in length, and in their similarity to a query. */
  private static final double LENGTH = 0.85;

  private static final double SIMILARITY = 0.05;

  /** Of so many short runs of letters of a text, a copy has nearly all, other texts hardly any. */
  private static final int PROBES = 16;

  private static final int HAN_RUN = 3;
  private static final int RUN = 12;
  private static final int FEWEST_SHARED = 12;

  /** Where duplicates left places free, the next are loaded so many at a time. */
  private static final int FEWEST_MORE = 10;

  /** MMR chooses among so many times as many as are wanted. */
  private static final int MMR_POOL = 4;

  private final Analyzer analyzer;
  private final Function<List<Long>, List<Passage>> load;
  private final Map<Long, String> letters = new HashMap<>();
  private final Map<Long, Shingles> shingles = new HashMap<>();
  private final List<Chosen> kept = new ArrayList<>();

  /**
   * A selection.
   *
   * @param load passages by their keys; those that are gone are left out
   */
  Selection(Analyzer analyzer, Function<List<Long>, List<Passage>> load) {
    this.analyzer = analyzer;
    this.load = load;
  }

  /** A passage of the answer, and those that nearly repeat it. */
  record Chosen(Fusion.Fused fused, Passage passage, List<Passage> duplicates) {}

  /** At most {@code k}, best first; with {@code mmr} in the order that it gives. */
  List<Chosen> choose(List<Fusion.Fused> fused, int k, OptionalDouble mmr) {
    int wanted = mmr.isPresent() ? MMR_POOL * k : k;
    int size = wanted;
    for (int from = 0; from < fused.size() && kept.size() < wanted; ) {
      int to = Math.min(fused.size(), from + size);
      addAll(fused.subList(from, to), wanted);
      from = to;
      size = Math.max(wanted - kept.size(), FEWEST_MORE);
    }
    return mmr.isPresent() ? diverse(k, mmr.getAsDouble()) : List.copyOf(kept);
  }

  private void addAll(List<Fusion.Fused> next, int wanted) {
    Map<Long, Passage> passages = new HashMap<>();
    load.apply(next.stream().map(Fusion.Fused::passage).toList())
        .forEach(passage -> passages.put(passage.key(), passage));
    for (Fusion.Fused one : next) {
      Passage passage = passages.get(one.passage());
      if (passage != null && kept.size() < wanted) { // null: deleted meanwhile
        add(one, passage);
      }
    }
  }

  private void add(Fusion.Fused fused, Passage passage) {
    for (Chosen better : kept) {
      if (mayRepeat(better, fused, passage) && repeats(better.passage(), passage)) {
        better.duplicates().add(passage);
        return;
      }
    }
    kept.add(new Chosen(fused, passage, new ArrayList<>()));
  }

  /** What copies a text is as long, and as similar to any query: most pairs need no shingles. */
  private static boolean mayRepeat(Chosen better, Fusion.Fused fused, Passage passage) {
    int a = better.passage().text().length();
    int b = passage.text().length();
    if (Math.min(a, b) < LENGTH * Math.max(a, b)) {
      return false;
    }
    OptionalDouble one = better.fused().similarity();
    OptionalDouble other = fused.similarity();
    return one.isEmpty()
        || other.isEmpty()
        || Math.abs(one.getAsDouble() - other.getAsDouble()) <= SIMILARITY;
  }

  private boolean repeats(Passage better, Passage passage) {
    if (!shareRuns(letters(better), letters(passage))) {
      return false;
    }
    Shingles shingles = shingles(passage);
    return shingles.size() >= FEWEST_SHINGLES && shingles(better).similarity(shingles) >= SAME;
  }

  /** Looking for parts of a text costs less than hashing all of it. */
  private static boolean shareRuns(String text, String other) {
    int shared = 0;
    for (int i = 0; i < PROBES && !text.isEmpty(); i++) {
      int from = (int) ((long) text.length() * i / PROBES);
      int length = isHan(text.charAt(from)) ? HAN_RUN : RUN;
      if (other.contains(text.substring(from, Math.min(text.length(), from + length)))) {
        shared++;
      }
    }
    return shared >= FEWEST_SHARED;
  }

  private String letters(Passage passage) {
    return letters.computeIfAbsent(passage.key(), key -> analyzer.letters(passage.text()));
  }

  private Shingles shingles(Passage passage) {
    return shingles.computeIfAbsent(
        passage.key(),
        key -> Shingles.of(letters(passage), c -> isHan((char) c) ? HAN_SHINGLE : SHINGLE));
  }

  private static boolean isHan(char c) {
    return CharClass.of(c) == CharClass.HAN;
  }

  private List<Chosen> diverse(int k, double lambda) {
    List<Bag> rest = new ArrayList<>();
    for (Chosen one : kept) {
      rest.add(Bag.of(one, analyzer));
    }
    List<Chosen> out = new ArrayList<>();
    while (out.size() < k && !rest.isEmpty()) {
      Bag best = rest.getFirst();
      for (Bag one : rest) {
        best = one.worth(lambda) > best.worth(lambda) ? one : best;
      }
      rest.remove(best);
      out.add(best.chosen);
      for (Bag one : rest) {
        one.likeness = Math.max(one.likeness, one.cosine(best));
      }
    }
    return List.copyOf(out);
  }

  /** The terms of a passage, and how like it is to the most like of those already chosen. */
  private static final class Bag {
    private final Chosen chosen;
    private final Map<String, Integer> counts;
    private final double length;
    private double likeness;

    private Bag(Chosen chosen, Map<String, Integer> counts) {
      this.chosen = chosen;
      this.counts = counts;
      this.length = Math.sqrt(counts.values().stream().mapToDouble(c -> (double) c * c).sum());
    }

    static Bag of(Chosen chosen, Analyzer analyzer) {
      Map<String, Integer> counts = new HashMap<>();
      analyzer
          .terms(chosen.passage().text())
          .forEach(term -> counts.merge(term.text(), 1, Integer::sum));
      return new Bag(chosen, counts);
    }

    double worth(double lambda) {
      return lambda * chosen.fused().score() - (1 - lambda) * likeness;
    }

    double cosine(Bag other) {
      double dot = 0;
      for (Map.Entry<String, Integer> entry : counts.entrySet()) {
        dot += (double) entry.getValue() * other.counts.getOrDefault(entry.getKey(), 0);
      }
      return dot == 0 ? 0 : dot / (length * other.length);
    }
  }
}

package dev.loquat.text.zh;

import dev.loquat.text.eval.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What it would cost newspapers to favour the treebank more in {@link HouseStandard}, and what the
 * treebank would gain: {@code HouseCost DATA}. No model is trained.
 */
public final class HouseCost {
  private static final double[] SHARES = {0.1, 0.2, 0.3, 0.5, 1, 2};

  private final Map<String, Integer> counts = HanLp.counts();
  private final Map<String, Integer> bigrams;
  private final List<List<String>> train;
  private final List<List<String>> dev;
  private final HouseStandard shipped;

  private HouseCost(Path data) throws IOException, ReflectiveOperationException {
    char[] fold = BuildSegmenter.fold();
    bigrams = HanLp.bigrams();
    train = BuildSegmenter.forms(Corpus.iob2(data.resolve("uner-zh/train.iob2")), fold);
    dev = BuildSegmenter.forms(Corpus.conllu(data.resolve("ud-zh/dev.conllu")), fold);
    shipped = standard(BuildSegmenter.TREEBANK_SHARE);
  }

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    HouseCost cost = new HouseCost(Path.of(args[0]).resolve("text"));
    for (double share : SHARES) {
      HouseStandard house = cost.standard(share);
      System.out.printf(
          "share %.1f: F1 of GSDSimp dev cut without a mistake %.4f; newspaper words cut otherwise"
              + " than by the shipped standard %.4f%n",
          share, cost.highest(house), cost.moved(house));
    }
  }

  private HouseStandard standard(double share) {
    return new HouseStandard(counts, bigrams, train, share, BuildSegmenter.UNSEEN);
  }

  /** The F1 of a segmenter that cuts as the standard does and makes no mistake. */
  private double highest(HouseStandard house) {
    int both = 0;
    int words = 0;
    for (List<String> sentence : dev) {
      List<String> cut = house.apply(sentence);
      BitSet ends = ends(cut);
      words += sentence.size() + cut.size();
      int at = 0;
      for (String w : sentence) {
        both += stands(at, at + w.length(), ends) ? 1 : 0;
        at += w.length();
      }
    }
    return 2.0 * both / words;
  }

  /**
   * The share of the newspapers' running words which the shipped standard cuts as newspapers do,
   * and this one otherwise: as far as the treebank's training part shows them.
   */
  private double moved(HouseStandard house) {
    Map<String, Integer> moved = new HashMap<>();
    for (List<String> sentence : train) {
      List<String> before = shipped.apply(sentence);
      BitSet ends = ends(house.apply(sentence));
      int at = 0;
      for (int i = 0; i < before.size(); i++) {
        String w = before.get(i);
        String next = i + 1 < before.size() ? before.get(i + 1) : "";
        if (w.length() > 1 && !stands(at, at + w.length(), ends)) {
          moved.put(w, counts.getOrDefault(w, 0));
        } else if (stands(at, at + w.length() + next.length(), ends) && !next.isEmpty()) {
          String pair = w + '\t' + next;
          moved.put(pair, bigrams.getOrDefault(pair, 0));
        }
        at += w.length();
      }
    }
    return moved.values().stream().mapToInt(n -> n).sum() / HouseStandard.NEWS_WORDS;
  }

  private static BitSet ends(List<String> words) {
    BitSet out = new BitSet();
    int at = 0;
    out.set(0);
    for (String w : words) {
      out.set(at += w.length());
    }
    return out;
  }

  /** Whether these words hold one from {@code start} to {@code end}. */
  private static boolean stands(int start, int end, BitSet ends) {
    return ends.get(start) && ends.nextSetBit(start + 1) == end;
  }
}

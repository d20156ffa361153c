package dev.loquat.text.zh;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.seg.Segment;
import dev.loquat.text.eval.Corpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How a segmenter cuts the treebank, and how far it goes with newspapers: {@code CompareCuts DATA
 * WORDS.BIN}. Prints F1 on GSDSimp dev, on sentences sampled from the newspapers' bigram counts
 * that no segmenter is trained on, and against HanLP's words of the passages of the CMRC trial set.
 */
public final class CompareCuts {
  private static final int TRAINED_ON = 8000;
  private static final int SAMPLED = 3000;

  private final ChineseSegmenter segmenter;

  private CompareCuts(Path words) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(words)).order(ByteOrder.LITTLE_ENDIAN);
    segmenter = ChineseSegmenter.read(in.position(4));
  }

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Path text = Path.of(args[0]).resolve("text");
    char[] fold = BuildSegmenter.fold();
    List<Corpus.Sentence> named = Corpus.iob2(text.resolve("uner-zh/train.iob2"));
    NewsSampler sampler = BuildSegmenter.sampler(HanLp.bigrams(), named);
    sampler.sample(TRAINED_ON);
    List<List<String>> passages = byHanLp(Path.of(args[0], "retrieval/cmrc-trial-zh/corpus.jsonl"));
    CompareCuts cuts = new CompareCuts(Path.of(args[1]));
    System.out.printf(
        "GSDSimp dev %.4f sampled newspapers %.4f HanLP on CMRC %.4f%n",
        cuts.f1(BuildSegmenter.forms(Corpus.conllu(text.resolve("ud-zh/dev.conllu")), fold)),
        cuts.f1(sampler.sample(SAMPLED)),
        cuts.f1(passages));
  }

  /** Sentences as HanLP's standard segmenter cuts them, without its recognisers of names. */
  private static List<List<String>> byHanLp(Path passages) throws IOException {
    Segment hanlp =
        HanLP.newSegment()
            .enableNameRecognize(false)
            .enablePlaceRecognize(false)
            .enableOrganizationRecognize(false)
            .enableTranslatedNameRecognize(false);
    List<List<String>> out = new ArrayList<>();
    for (String line : Files.readAllLines(passages)) {
      String passage = line.substring(line.indexOf("\"text\": \"") + 9).replace("\\n", "");
      for (String sentence : passage.replaceAll("[\\s\"}]", "").split("(?<=[。！？])")) {
        out.add(hanlp.seg(sentence).stream().map(term -> term.word).toList());
      }
    }
    return out;
  }

  private double f1(List<List<String>> sentences) {
    int both = 0;
    int words = 0;
    for (List<String> sentence : sentences) {
      String text = String.join("", sentence);
      BitSet ends = new BitSet();
      segmenter.segment(text, 0, text.length(), ends);
      words += sentence.size() + ends.cardinality();
      ends.set(0);
      int at = 0;
      for (String w : sentence) {
        int end = at + w.length();
        both += ends.get(at) && ends.nextSetBit(at + 1) == end ? 1 : 0;
        at = end;
      }
    }
    return 2.0 * both / words;
  }
}

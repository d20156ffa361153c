package dev.loquat.text;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.seg.Segment;
import com.huaban.analysis.jieba.JiebaSegmenter;
import dev.loquat.text.script.Sentences;
import dev.loquat.text.zh.ChineseSegmenter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Chinese text into words, one thread; the text is printed with its size: MB/s is that size over
 * the time. Peers: HanLP portable and jieba-analysis on the same text. LOQUAT_DATA names the data.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class SegmentBenchmark {
  private String text = "";
  private String twice = "";
  private ChineseSegmenter loquat;
  private Analyzer analyzer;
  private final Segment hanlp = HanLP.newSegment();
  private final JiebaSegmenter jieba = new JiebaSegmenter();

  /** The passages of the CMRC trial set, one text. */
  @Setup
  public void read() throws IOException {
    String data = System.getenv().getOrDefault("LOQUAT_DATA", "../shared/data");
    text =
        Files.readAllLines(Path.of(data, "retrieval/cmrc-trial-zh/corpus.jsonl")).stream()
            .map(line -> line.replaceAll("[{}\"a-z_:0-9-]", ""))
            .collect(Collectors.joining("\n"));
    twice = text + "\n" + text;
    loquat = ChineseSegmenter.load();
    analyzer = Analyzer.standard();
    System.out.println("bytes: " + text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Benchmark
  public int loquat() {
    return words(text);
  }

  @Benchmark
  public int loquatTwiceTheText() {
    return words(twice);
  }

  @Benchmark
  public int loquatTerms() {
    return analyzer.terms(text).size();
  }

  @Benchmark
  public int hanlp() {
    return hanlp.seg(text).size();
  }

  @Benchmark
  public int jieba() {
    return jieba.sentenceProcess(text).size();
  }

  private int words(String all) {
    BitSet ends = new BitSet(all.length());
    for (int[] s : Sentences.of(all)) {
      loquat.segment(all, s[0], s[1], ends);
    }
    return ends.cardinality();
  }
}

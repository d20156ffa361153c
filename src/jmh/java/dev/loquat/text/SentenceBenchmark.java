package dev.loquat.text;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One sentence through everything: words, tags, entities, token count. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SentenceBenchmark {
  private final Analyzer analyzer = Analyzer.standard();
  private final Analyzer unnamed = analyzer.withoutNames();

  @Benchmark
  public Analysis chinese() {
    return analyzer.analyze("北京时间2024年3月5日,苹果公司在上海发布了新款手机。", dev.loquat.text.Mode.PRECISE, "auto");
  }

  @Benchmark
  public Analysis chineseWithoutNames() {
    return unnamed.analyze("北京时间2024年3月5日,苹果公司在上海发布了新款手机。", dev.loquat.text.Mode.PRECISE, "auto");
  }

  @Benchmark
  public Analysis english() {
    return analyzer.analyze(
        "Angela Merkel met the chairman of Siemens in Berlin on Monday.",
        dev.loquat.text.Mode.PRECISE,
        "auto");
  }
}

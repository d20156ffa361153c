package dev.loquat.guard;

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

/** A scan of 4 KB, with rules and model, and with the rules alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ScanBenchmark {
  private static final String ENGLISH =
      "The reservoir supplies the eastern districts; its level is read every hour, and the rules "
          + "of the water board apply. ";
  private static final String CHINESE = "水库为东部各区供水,每小时读取一次水位,并执行水务局的规定。";

  private final Guard whole = Guard.standard();
  private final Guard rules =
      Guard.of(Policy.parse(Policy.standardText().replace("\nmodel\t0.5\n", "\n")));
  private final String english = ENGLISH.repeat(40).substring(0, 4096);
  private final String chinese = CHINESE.repeat(60).substring(0, 1365);

  @Benchmark
  public Verdict english() {
    return whole.scan(english, Source.USER);
  }

  @Benchmark
  public Verdict chinese() {
    return whole.scan(chinese, Source.USER);
  }

  @Benchmark
  public Verdict englishByRules() {
    return rules.scan(english, Source.USER);
  }

  @Benchmark
  public Verdict chineseByRules() {
    return rules.scan(chinese, Source.USER);
  }
}

package dev.loquat.prompt;

import dev.loquat.prompt.memory.PromptMemory;
import dev.loquat.prompt.memory.PromptOwner;
import dev.loquat.prompt.memory.PromptPool;
import dev.loquat.prompt.memory.PromptSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Bytes of prompts. 4 KB: text to bytes in a pooled buffer, wiped on return, against a fresh array.
 * 64 KB: a read-only view of a prompt in memory against a copy of it, each with one byte read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class MemoryBenchmark {
  private final PromptMemory memory = new PromptMemory(new PromptPool());
  private char[] chars;
  private String text;
  private byte[] large;
  private PromptOwner owner;

  @Setup
  public void setUp() {
    text = "a prompt of 4 KB ".repeat(300).substring(0, 4096);
    chars = text.toCharArray();
    large = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    owner = PromptOwner.of(large.clone());
  }

  @TearDown
  public void tearDown() {
    owner.close();
  }

  @Benchmark
  public byte pooled4k() {
    try (PromptMemory.Held held = memory.hold(chars, 0, chars.length)) {
      return held.bytes().at(4000);
    }
  }

  @Benchmark
  public byte copied4k() {
    return new String(chars).getBytes(StandardCharsets.UTF_8)[4000];
  }

  @Benchmark
  public byte slice64k() {
    try (PromptSlice slice = owner.slice(0, 1 << 16)) {
      return slice.at(60_000);
    }
  }

  @Benchmark
  public byte[] copy64k() {
    return Arrays.copyOf(large, large.length);
  }
}

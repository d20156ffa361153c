package dev.loquat.prompt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.loquat.prompt.memory.PromptBytes;
import dev.loquat.prompt.memory.PromptMemory;
import dev.loquat.prompt.memory.PromptPool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From variables to the JSON of an answer (ADR 0032): messages as strings, or held in pooled or
 * owned memory and written from there. The answer's bytes are an array in both.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class AnswerBenchmark {
  /** Characters of the prompt, about. */
  @Param({"2000", "65536"})
  public int size;

  @Param({"en", "zh"})
  public String text;

  private final JsonFactory json = new JsonFactory();
  private final PromptMemory memory = new PromptMemory(new PromptPool());
  private final byte[] scratch = new byte[1 << 18];
  private Map<String, Object> variables;
  private Prompt prompt;

  @Setup
  public void setUp() throws Exception {
    prompt =
        new PromptCompiler().compile("messages: [{user: 'a {{#each b}}- {{this}}\n{{/each}}'}]");
    String passage = text.equals("zh") ? "两路得分先各自归一化，再以权重相加。" : "Both scores are \"normalised\". ";
    String repeated = passage.repeat(1 + size / 5 / passage.length());
    variables = Map.of("b", List.of(repeated, repeated, repeated, repeated, repeated));
  }

  @Benchmark
  public byte[] asStrings() throws IOException {
    try (var out = new ByteArrayBuilder(json._getBufferRecycler())) {
      try (JsonGenerator generator = json.createGenerator(out)) {
        generator.writeString(
            prompt.messages(variables, RenderOptions.DEFAULT).getFirst().content());
      }
      return out.toByteArray();
    }
  }

  @Benchmark
  public byte[] fromMemory() throws IOException {
    try (var out = new ByteArrayBuilder(json._getBufferRecycler());
        PromptMemory.Held held =
            prompt.hold(variables, RenderOptions.DEFAULT, memory).getFirst().content()) {
      try (JsonGenerator generator = json.createGenerator(out)) {
        PromptBytes bytes = held.bytes();
        bytes.copyTo(0, scratch, 0, bytes.length());
        generator.writeUTF8String(scratch, 0, bytes.length());
      }
      return out.toByteArray();
    }
  }
}

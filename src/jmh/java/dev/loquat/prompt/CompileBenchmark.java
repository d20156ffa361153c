package dev.loquat.prompt;

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

/** From YAML to a prompt: ten typed variables, two conditionals, a loop. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class CompileBenchmark {
  private static final String SOURCE =
      """
      name: bench
      input:
        type: object
        required: [query, passages]
        properties:
          role: { type: string, default: expert }
          team: { type: string }
          company: { type: string }
          language: { enum: [en, zh, ja], default: en }
          tone: { enum: [formal, casual], default: formal }
          words: { type: integer, minimum: 1, maximum: 1000, default: 200 }
          strict: { type: boolean, default: true }
          context: { type: string }
          query: { type: string, minLength: 2, examples: ["How?"] }
          passages:
            type: array
            items:
              type: object
              properties: { n: { type: integer }, title: { type: string }, text: { type: string } }
      messages:
        - system: |
            You are a {{role}} for {{team}} at {{company}}.
            {{#if strict}}
            Use only the passages below; do not guess.
            {{/if}}
            Answer in {{language}}, in a {{tone}} tone, at most {{words}} words.
        - user: |
            {{#if context}}
            Context: {{context}}
            {{/if}}
            {{#each passages}}
            [{{n}}] {{title}}
            {{text}}
            {{/each}}
            Question: {{query}}
      chain: [normalize, validate]
      """;

  private final PromptCompiler compiler = new PromptCompiler();

  @Benchmark
  public Prompt compile() throws PromptSyntaxException {
    return compiler.compile(SOURCE);
  }
}

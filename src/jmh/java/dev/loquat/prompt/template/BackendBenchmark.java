package dev.loquat.prompt.template;

import dev.loquat.prompt.value.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What bytecode gains over the net of small objects (ADR 0031). Other templates are rendered before
 * by both, so that the calls of the net are as unpredictable as in a service.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class BackendBenchmark {
  private static final String SOURCE =
      """
      You are a {{role}} for {{team}} at {{company}}.
      {{#if strict}}
      Use only the passages below; do not guess.
      {{/if}}
      Answer in {{language}}, in a {{tone}} tone, at most {{words}} words.
      {{#if context}}
      Context: {{context}}
      {{/if}}
      Today is {{date}}; the reader is {{reader}}.
      Passages:
      {{#each passages}}
      [{{n}}] {{title}}
      {{text}}
      {{/each}}
      Question: {{query}}
      """;

  private final Map<String, Object> variables = new LinkedHashMap<>();
  private Template net;
  private Template bytecode;

  @Setup
  public void setUp() throws Exception {
    for (String name :
        List.of(
            "role", "team", "company", "language", "tone", "context", "date", "reader", "query")) {
      variables.put(name, "the value of " + name);
    }
    variables.put("words", 200);
    variables.put("strict", true);
    List<Object> passages = new ArrayList<>();
    for (int n = 1; n <= 5; n++) {
      passages.add(
          Map.of(
              "n", n, "title", "Chapter " + n, "text", "Both scores are normalised. ".repeat(10)));
    }
    variables.put("passages", passages);
    net = compile(SOURCE, Backend.NET);
    bytecode = compile(SOURCE, Backend.BYTECODE);
    if (!render(net).equals(render(bytecode))) {
      throw new IllegalStateException("results differ");
    }
    spoil();
  }

  /** Renders templates of all kinds of nodes. */
  private void spoil() throws Exception {
    List<Template> others = new ArrayList<>();
    for (String source :
        List.of(
            "{{#with passages.0}}{{title}} {{../role}}{{/with}}",
            "{{#each passages as |p i|}}{{i}} {{upper p.title}} {{@index}}{{/each}}",
            "{{#if (gt words 3)}}{{json passages}}{{else}}{{join passages}}{{/if}}",
            "{{missing ?? role}} {{@root.team}} {{length passages}}")) {
      others.add(compile(source, Backend.NET));
      others.add(compile(source, Backend.BYTECODE));
    }
    for (int i = 0; i < 20_000; i++) {
      others.forEach(this::render);
    }
  }

  private static Template compile(String source, Backend backend) throws TemplateSyntaxException {
    return new Templates(Shape.ANY, String::length, backend).compile(source);
  }

  private String render(Template template) {
    try (Rendering rendering = Renderings.SHARED.borrow(variables, RenderLimits.DEFAULT, false)) {
      return rendering.render(template);
    }
  }

  @Benchmark
  public Template makingTheNet() throws TemplateSyntaxException {
    return compile(SOURCE, Backend.NET);
  }

  @Benchmark
  public Template makingTheNetAndBytecode() throws TemplateSyntaxException {
    return compile(SOURCE, Backend.BYTECODE);
  }

  @Benchmark
  public String netOfObjects() {
    return render(net);
  }

  @Benchmark
  public String bytecode() {
    return render(bytecode);
  }
}

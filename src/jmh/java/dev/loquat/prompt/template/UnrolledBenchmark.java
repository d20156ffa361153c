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
 * What bytecode could gain over the net of small objects (ADR 0031): the class that a generator
 * would define for one template, written by hand in Java, against the renderer that is used. Other
 * templates are rendered before, so that the calls of the net are as unpredictable as in a service.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class UnrolledBenchmark {
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
  private Template unrolled;

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
    net = new Templates(Shape.ANY, String::length).compile(SOURCE);
    unrolled = new Template(new Unrolled());
    String expected = render(net);
    if (!expected.equals(render(unrolled))) {
      throw new IllegalStateException("results differ:\n" + expected + "----\n" + render(unrolled));
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
      others.add(new Templates(Shape.ANY, String::length).compile(source));
    }
    for (int i = 0; i < 20_000; i++) {
      others.forEach(this::render);
    }
  }

  private String render(Template template) {
    try (Rendering rendering = Renderings.SHARED.borrow(variables, RenderLimits.DEFAULT, false)) {
      return rendering.render(template);
    }
  }

  @Benchmark
  public String netOfObjects() {
    return render(net);
  }

  @Benchmark
  public String asBytecodeWould() {
    return render(unrolled);
  }

  /** Straight code: constants in fields, no calls but of the sink, the map and the printer. */
  private static final class Unrolled extends Piece {
    private static final char[] T0 = "You are a ".toCharArray();
    private static final char[] T1 = " for ".toCharArray();
    private static final char[] T2 = " at ".toCharArray();
    private static final char[] T3 = ".\n".toCharArray();
    private static final char[] T4 = "Use only the passages below; do not guess.\n".toCharArray();
    private static final char[] T5 = "Answer in ".toCharArray();
    private static final char[] T6 = ", in a ".toCharArray();
    private static final char[] T7 = " tone, at most ".toCharArray();
    private static final char[] T8 = " words.\n".toCharArray();
    private static final char[] T9 = "Context: ".toCharArray();
    private static final char[] T10 = "\n".toCharArray();
    private static final char[] T11 = "Today is ".toCharArray();
    private static final char[] T12 = "; the reader is ".toCharArray();
    private static final char[] T13 = ".\nPassages:\n".toCharArray();
    private static final char[] T14 = "[".toCharArray();
    private static final char[] T15 = "] ".toCharArray();
    private static final char[] T16 = "Question: ".toCharArray();

    @Override
    void write(Scope scope, CharSink out) {
      Object root = scope.values[scope.top];
      out.append(T0);
      print(root, "role", out);
      out.append(T1);
      print(root, "team", out);
      out.append(T2);
      print(root, "company", out);
      out.append(T3);
      if (Texts.isTrue(get(root, "strict"))) {
        out.append(T4);
      }
      out.append(T5);
      print(root, "language", out);
      out.append(T6);
      print(root, "tone", out);
      out.append(T7);
      print(root, "words", out);
      out.append(T8);
      if (Texts.isTrue(get(root, "context"))) {
        out.append(T9);
        print(root, "context", out);
        out.append(T10);
      }
      out.append(T11);
      print(root, "date", out);
      out.append(T12);
      print(root, "reader", out);
      out.append(T13);
      if (get(root, "passages") instanceof List<?> list && !list.isEmpty()) {
        loop(list, scope, out);
      }
      out.append(T16);
      print(root, "query", out);
      out.append(T10);
    }

    private static void loop(List<?> list, Scope scope, CharSink out) {
      int size = list.size();
      scope.pushLoop(size);
      int level = scope.top;
      for (int i = 0; i < size; i++) {
        scope.turn();
        Object item = list.get(i);
        scope.values[level] = item;
        scope.index[level] = i;
        out.append(T14);
        print(item, "n", out);
        out.append(T15);
        print(item, "title", out);
        out.append(T10);
        print(item, "text", out);
        out.append(T10);
      }
      scope.pop();
    }

    private static Object get(Object value, String step) {
      return value instanceof Map<?, ?> map ? map.get(step) : Reader.child(value, step);
    }

    private static void print(Object value, String step, CharSink out) {
      Texts.write(get(value, step), out);
    }
  }
}

package dev.loquat.prompt;

import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheFactory;
import dev.loquat.prompt.memory.PromptMemory;
import dev.loquat.prompt.memory.PromptPool;
import gg.jte.CodeResolver;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stringtemplate.v4.ST;

/**
 * A prompt of ten variables, two conditionals and a loop over five passages, about 2 KB: ours
 * against other template engines of the JVM. All get the same data and give a string; setup checks
 * that the strings are equal. jte, which compiles to classes, gets typed parameters: its best form.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class RenderBenchmark {
  /** A passage, for jte. */
  public record Passage(int n, String title, String text) {}

  private static final String BRACES =
      """
      You are a {role} for {team} at {company}.
      {IF strict}Use only the passages below; do not guess.
      {ENDIF}Answer in {language}, in a {tone} tone, at most {words} words.
      {IF context}Context: {context}
      {ENDIF}Today is {date}; the reader is {reader}.
      Passages:
      {EACH}[{P.n}] {P.title}
      {P.text}
      {ENDEACH}Question: {query}
      """;

  @Param({"en", "zh"})
  public String text;

  private final Map<String, Object> variables = new LinkedHashMap<>();
  private final Map<String, Object> jteVariables = new LinkedHashMap<>();
  private final PromptMemory memory = new PromptMemory(new PromptPool());
  private Prompt prompt;
  private TemplateEngine jte;
  private io.quarkus.qute.Template qute;
  private com.github.jknack.handlebars.Template handlebars;
  private PebbleTemplate pebble;
  private Mustache mustache;
  private ST stringTemplate;

  @Setup
  public void setUp() throws Exception {
    data();
    String loquat =
        template(
            "{{#if NAME}}", "{{/if}}", "{{#each passages}}", "{{/each}}", "{{NAME}}", "{{NAME}}");
    prompt = new PromptCompiler().compile("messages:\n  - user: |\n" + loquat.indent(6));
    handlebars =
        new Handlebars()
            .with(EscapingStrategy.NOOP)
            .compileInline(
                template(
                    "{{#if NAME}}",
                    "{{/if}}",
                    "{{#each passages}}",
                    "{{/each}}",
                    "{{NAME}}",
                    "{{NAME}}"));
    mustache =
        mustache(
            template(
                "{{#NAME}}",
                "{{/NAME}}",
                "{{#passages}}",
                "{{/passages}}",
                "{{NAME}}",
                "{{NAME}}"));
    qute =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .build()
            .parse(
                template(
                    "{#if NAME}", "{/if}", "{#for p in passages}", "{/for}", "{NAME}", "{p.NAME}"));
    pebble =
        new PebbleEngine.Builder()
            .loader(new StringLoader())
            .autoEscaping(false)
            .newLineTrimming(false)
            .build()
            .getTemplate(
                template(
                    "{% if NAME %}",
                    "{% endif %}",
                    "{% for p in passages %}",
                    "{% endfor %}",
                    "{{ NAME }}",
                    "{{ p.NAME }}"));
    stringTemplate =
        new ST(template("<if(NAME)>", "<endif>", "<passages:{p|", "}>", "<NAME>", "<p.NAME>"));
    jte = jte();
    check();
  }

  private static String template(
      String ifOpen, String ifClose, String loop, String loopEnd, String value, String item) {
    String source = BRACES;
    for (String name : List.of("strict", "context")) {
      source = source.replace("{IF " + name + "}", ifOpen.replace("NAME", name));
      source = source.replaceFirst("\\{ENDIF}", ifClose.replace("NAME", name).replace("\\", ""));
    }
    source = source.replace("{EACH}", loop).replace("{ENDEACH}", loopEnd);
    for (String name : List.of("n", "title", "text")) {
      source = source.replace("{P." + name + "}", item.replace("NAME", name));
    }
    for (String name :
        List.of(
            "role",
            "team",
            "company",
            "language",
            "tone",
            "words",
            "context",
            "date",
            "reader",
            "query")) {
      source = source.replace("{" + name + "}", value.replace("NAME", name));
    }
    return source;
  }

  private static Mustache mustache(String source) {
    var factory =
        new DefaultMustacheFactory() {
          @Override
          public void encode(String value, Writer writer) {
            try {
              writer.write(value);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }
        };
    MustacheFactory plain = factory;
    return plain.compile(new StringReader(source), "bench");
  }

  private static TemplateEngine jte() throws IOException {
    Path folder = Files.createTempDirectory("jte");
    String head =
        """
        @import java.util.List
        @import dev.loquat.prompt.RenderBenchmark.Passage
        @param String role
        @param String team
        @param String company
        @param String language
        @param String tone
        @param int words
        @param boolean strict
        @param String context
        @param String date
        @param String reader
        @param String query
        @param List<Passage> passages
        """;
    String body =
        template(
                "@if(!!NAME)",
                "@endif",
                "@for(Passage p : passages)",
                "@endfor",
                "${NAME}",
                "${p.NAME()}")
            .replace("@if(!!strict)", "@if(strict)")
            .replace("@if(!!context)", "@if(context != null)");
    Files.writeString(folder.resolve("bench.jte"), head + body);
    CodeResolver resolver = new DirectoryCodeResolver(folder);
    TemplateEngine engine =
        TemplateEngine.create(
            resolver,
            folder.resolve("classes"),
            ContentType.Plain,
            RenderBenchmark.class.getClassLoader());
    engine.prepareForRendering("bench.jte");
    return engine;
  }

  private void data() {
    boolean zh = text.equals("zh");
    String[] values =
        zh
            ? new String[] {
              "检索专家", "平台组", "枇杷科技", "中文", "正式", "用户是工程师", "二〇二六年十一月", "开发者", "如何融合关键词检索和向量检索的得分?"
            }
            : new String[] {
              "retrieval expert",
              "the platform team",
              "Loquat Ltd",
              "English",
              "formal",
              "The user is an engineer",
              "24 November 2026",
              "a developer",
              "How are keyword and vector scores fused?"
            };
    String[] names = {
      "role", "team", "company", "language", "tone", "context", "date", "reader", "query"
    };
    for (int i = 0; i < names.length; i++) {
      variables.put(names[i], values[i]);
    }
    variables.put("words", 200);
    variables.put("strict", true);
    jteVariables.putAll(variables);
    var passages = new ArrayList<Map<String, Object>>();
    var records = new ArrayList<Passage>();
    for (int n = 1; n <= 5; n++) {
      String title = zh ? "第" + n + "章 得分的归一化与融合" : "Chapter " + n + ": normalising and fusing";
      String body =
          (zh
                  ? "两路得分先各自归一化到零与一之间，再以权重相加；权重由验证集上的网格搜索得出。"
                  : "Both scores are normalised to the range from zero to one and then added. ")
              .repeat(zh ? 3 : 4);
      passages.add(Map.of("n", n, "title", title, "text", body));
      records.add(new Passage(n, title, body));
    }
    variables.put("passages", passages);
    jteVariables.put("passages", records);
  }

  private void check() throws Exception {
    String expected = loquat();
    for (String other :
        List.of(jteRender(), qute(), handlebars(), pebble(), mustache(), stringTemplate())) {
      if (!other.equals(expected)) {
        throw new IllegalStateException("results differ:\n" + expected + "\n----\n" + other);
      }
    }
    System.out.println(
        "# output: "
            + expected.length()
            + " characters, "
            + expected.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
            + " bytes of UTF-8");
  }

  @Benchmark
  public String loquat() {
    return prompt.messages(variables, RenderOptions.DEFAULT).getFirst().content();
  }

  @Benchmark
  public int loquatPooled() {
    Prompt.HeldMessage held = prompt.hold(variables, RenderOptions.DEFAULT, memory).getFirst();
    int length = held.content().bytes().length();
    held.content().close();
    return length;
  }

  @Benchmark
  public Rendered loquatWithSchemaAndChain() {
    return prompt.render(variables);
  }

  @Benchmark
  public String jteRender() {
    var out = new StringOutput(4096);
    jte.render("bench.jte", jteVariables, out);
    return out.toString();
  }

  @Benchmark
  public String qute() {
    return qute.render(variables);
  }

  @Benchmark
  public String handlebars() throws IOException {
    return handlebars.apply(variables);
  }

  @Benchmark
  public String pebble() throws IOException {
    var out = new StringWriter(4096);
    pebble.evaluate(out, variables);
    return out.toString();
  }

  @Benchmark
  public String mustache() {
    var out = new StringWriter(4096);
    mustache.execute(out, variables);
    return out.toString();
  }

  @Benchmark
  public String stringTemplate() {
    ST fresh = new ST(stringTemplate);
    variables.forEach(fresh::add);
    return fresh.render();
  }
}

package dev.loquat.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loquat.prompt.Prompt;
import dev.loquat.prompt.PromptCompiler;
import dev.loquat.prompt.PromptLibrary;
import dev.loquat.prompt.Rendered;
import dev.loquat.prompt.chain.ChainStep;
import dev.loquat.prompt.chain.ChainSteps;
import dev.loquat.prompt.template.RenderLimits;
import dev.loquat.store.NoPromptStore;
import dev.loquat.telemetry.Steps;
import dev.loquat.wire.Problem.Kind;
import dev.loquat.wire.ProblemException;
import dev.loquat.wire.Work;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptRendererTest {
  private static final RenderLimits LIMITS = new RenderLimits(50, 10, 4, Duration.ofSeconds(2));

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final ChainStep blocking =
      (variables, context) -> {
        begun.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          interrupted.countDown();
        }
        return CompletableFuture.completedFuture(variables);
      };
  private final PromptCompiler compiler =
      new PromptCompiler(
          ChainSteps.builtIn().with("block", blocking), String::length, Duration.ofMillis(200));
  private final PromptRenderer renderer =
      new PromptRenderer(
          new StoredPrompts(
              new PromptLibrary(compiler),
              new NoPromptStore("no database"),
              compiler,
              PromptChanges.UNTOLD),
          new Steps(provider.get("test"), new SimpleMeterRegistry()),
          new Work(threads, Duration.ofSeconds(20)),
          LIMITS);

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void runsEveryStepInASpanOfItsOwnInTheOrderOfTheChain() throws Exception {
    Rendered rendered =
        render(
            "messages: [{user: '{{a}}'}]\nchain: [normalize, {truncate: 3}]",
            Map.of("a", " xyzabc "));

    assertThat(rendered.messages().getFirst().content()).isEqualTo("xy…");
    assertThat(rendered.chain())
        .extracting(timing -> timing.step())
        .containsExactly("normalize", "truncate:3");
    assertThat(exporter.getFinishedSpanItems())
        .extracting(SpanData::getName)
        .containsExactly("loquat.chain.normalize", "loquat.chain.truncate");
  }

  @Test
  void interruptsAStepAtItsDeadline() throws Exception {
    Prompt prompt = compiler.compile("messages: [{user: x}]\nchain: [block]");

    assertThatThrownBy(
            () -> renderer.render(prompt, Map.of(), false, Locale.ENGLISH).await().indefinitely())
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().kind()).isEqualTo(Kind.DEADLINE))
        .hasMessage("step 'block': took longer than 200 ms");
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void interruptsTheStepThatRunsWhenNobodyWaits() throws Exception {
    PromptCompiler patient =
        new PromptCompiler(
            ChainSteps.builtIn().with("block", blocking), String::length, Duration.ofSeconds(20));
    Prompt prompt = patient.compile("messages: [{user: x}]\nchain: [block]");

    CompletableFuture<Rendered> running =
        renderer.render(prompt, Map.of(), false, Locale.ENGLISH).subscribeAsCompletionStage();
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    running.cancel(true);
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "messages: [{user: '{{a}}{{a}}'}] | TOO_LARGE | the rendered prompt is longer than 50 bytes",
        "messages: [{user: '{{#each l}}{{#each ../l}}x{{/each}}{{/each}}'}] | TOO_LARGE | the loops take more than 10 turns",
        "messages: [{user: '{{date a}}'}] | INVALID | date",
        "{messages: [{user: x}], chain: [translate_zh2en]} | UNAVAILABLE | step 'translate_zh2en': no model",
        "{messages: [{user: '{{a}}'}], input: {properties: {a: {maxLength: 5}}}} | INVALID | /a",
      })
  void tellsFailuresAsProblemsOfTheContract(String source, Kind kind, String detail)
      throws Exception {
    Map<String, Object> variables = Map.of("a", "x".repeat(30), "l", List.of(1, 2, 3, 4));
    assertThatThrownBy(() -> render(source, variables))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().kind()).isEqualTo(kind))
        .hasMessageContaining(detail);
  }

  private Rendered render(String source, Map<String, Object> variables) throws Exception {
    return renderer
        .render(compiler.compile(source), variables, false, Locale.ENGLISH)
        .await()
        .atMost(Duration.ofSeconds(20));
  }
}

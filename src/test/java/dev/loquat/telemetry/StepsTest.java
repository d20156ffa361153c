package dev.loquat.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepsTest {
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Steps steps = new Steps(provider.get("test"), meters);

  @Test
  void putsEveryStepInASpanAndATimer() {
    assertThat(steps.run("guard", () -> 42)).isEqualTo(42);
    assertThat(spans("loquat.guard")).isOne();
    assertThat(meters.timer("loquat.step", "step", "guard", "outcome", "ok").count()).isOne();
  }

  @Test
  void hangsStepsInsideEachOther() {
    steps.run("outer", () -> steps.run("inner", () -> Span.current().getSpanContext()));
    SpanData inner = span("loquat.inner");
    assertThat(inner.getParentSpanId()).isEqualTo(span("loquat.outer").getSpanId());
  }

  @Test
  void marksAStepThatFails() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                steps.run(
                    "score",
                    () -> {
                      throw new IllegalStateException("broken");
                    }));
    assertThat(span("loquat.score").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(meters.timer("loquat.step", "step", "score", "outcome", "error").count()).isOne();
  }

  @Test
  void endsTheSpanOfAStreamHoweverTheStreamEnds() {
    Multi<Integer> stream = steps.stream("model", Context.root(), Multi.createFrom().items(1, 2));
    assertThat(spans("loquat.model")).as("nothing before the subscription").isZero();
    stream.collect().asList().await().atMost(Duration.ofSeconds(5));
    assertThat(spans("loquat.model")).isOne();
    steps.stream("model", Context.root(), Multi.createFrom().nothing())
        .subscribe()
        .with(i -> {})
        .cancel();
    assertThat(spans("loquat.model")).isEqualTo(2);
  }

  @Test
  void countsWhatDegradedAnAnswer() {
    steps.degraded("vector", new IllegalStateException("late"));
    assertThat(meters.counter("loquat.degraded", "part", "vector").count()).isEqualTo(1);
  }

  private long spans(String name) {
    return exporter.getFinishedSpanItems().stream().filter(s -> s.getName().equals(name)).count();
  }

  private SpanData span(String name) {
    return exporter.getFinishedSpanItems().stream()
        .filter(s -> s.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

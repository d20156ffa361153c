package dev.loquat.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseTest {
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<SseEvent> read(String stream) {
    return new SseReader(1000).accept(stream.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void writesFieldsInOneFrame() {
    SseEvent event = SseEvent.of("slice", "{\"text\":\"你好\"}").withId("7");

    assertThat(text(SseFrames.event(event)))
        .isEqualTo("event: slice\nid: 7\ndata: {\"text\":\"你好\"}\n\n");
  }

  @Test
  void splitsDataAtEveryKindOfLineEnd() {
    assertThat(text(SseFrames.event(SseEvent.message("a\nb\r\nc\rd\n"))))
        .isEqualTo("data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\0b"})
  void refusesLineEndsAndNulInIdAndType(String value) {
    assertThatThrownBy(() -> SseEvent.message("x").withId(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id must not hold");
    assertThatThrownBy(() -> SseEvent.of(value, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("event must not hold");
  }

  @Test
  void writesCommentsAndRetry() {
    assertThat(text(SseFrames.comment("ping"))).isEqualTo(": ping\n\n");
    assertThat(text(SseFrames.comment("a\ndata: b"))).isEqualTo(": a\n: data: b\n\n");
    assertThat(text(SseFrames.retry(Duration.ofSeconds(1)))).isEqualTo("retry: 1000\n\n");
  }

  @Test
  void replacesLoneSurrogates() {
    assertThat(text(SseFrames.event(SseEvent.message("a\uD83Db")))).isEqualTo("data: a\uFFFDb\n\n");
  }

  @Test
  void readsTheExamplesOfTheStandard() {
    assertThat(read("data: YHOO\ndata: +2\ndata: 10\n\n"))
        .containsExactly(SseEvent.message("YHOO\n+2\n10"));
    assertThat(
            read(
                ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event"))
        .containsExactly(
            SseEvent.message("first event").withId("1"),
            SseEvent.message("second event").withId(""));
    assertThat(read("data\n\ndata\ndata\n\ndata:"))
        .containsExactly(SseEvent.message(""), SseEvent.message("\n"));
    assertThat(read("data:test\n\ndata: test\n\n"))
        .containsExactly(SseEvent.message("test"), SseEvent.message("test"));
  }

  @Test
  void ignoresWhatTheStandardIgnores() {
    SseReader reader = new SseReader(100);
    String stream =
        "\uFEFFdata: a\nid: 1\0\nretry: 12x\nfoo: bar\n:c\n\nretry: 250\n\nevent: e\n\n";

    assertThat(reader.accept(stream.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(SseEvent.message("a"));
    assertThat(reader.lastEventId()).isEqualTo(Optional.empty());
    assertThat(reader.retry()).contains(Duration.ofMillis(250));
  }

  @Test
  void refusesEventsAboveTheCapButNotEndlessPings() {
    SseReader reader = new SseReader(100);
    for (int i = 0; i < 1000; i++) {
      reader.accept(": ping\n".getBytes(StandardCharsets.UTF_8));
    }
    byte[] large = ("data: " + "x".repeat(100)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> reader.accept(large))
        .isInstanceOf(SseTooLargeException.class)
        .hasMessageContaining("100 bytes");
  }
}

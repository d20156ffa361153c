package dev.loquat.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SseProperties {
  @Property
  void whatIsWrittenIsReadInPiecesOfAnySize(
      @ForAll("events") List<SseEvent> events, @ForAll Random cuts) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (SseEvent event : events) {
      stream.writeBytes(SseFrames.comment("ping"));
      stream.writeBytes(SseFrames.event(event));
    }
    byte[] bytes = stream.toByteArray();
    SseReader reader = new SseReader(1 << 16);
    List<SseEvent> read = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + cuts.nextInt(9));
      read.addAll(reader.accept(bytes, at, length));
      at += length;
    }

    List<SseEvent> expected =
        events.stream()
            .map(e -> new SseEvent(e.event(), e.id(), e.data().replaceAll("\r\n|\r", "\n")))
            .toList();
    assertThat(read).isEqualTo(expected);
  }

  @Property
  void anyBytesAreRead(@ForAll byte[] bytes) {
    assertThat(new SseReader(1 << 16).accept(bytes)).isNotNull();
  }

  @Provide
  Arbitrary<List<SseEvent>> events() {
    Arbitrary<String> name = Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> data =
        Arbitraries.of("a", "中", "😀", "\n", "\r", "\r\n", ":", " ", "data: ", "\uFEFF", "\0")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    return Combinators.combine(name.optional(), name, data)
        .as((event, id, text) -> new SseEvent(event, java.util.Optional.of(id), text))
        .list()
        .ofMaxSize(8);
  }
}

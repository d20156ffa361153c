package dev.loquat.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SlicerProperties {
  private static final Pattern MARKER = Pattern.compile("\\[\\d{1,4}]");

  private static List<Slice> run(List<String> tokens, int maxLength) {
    Slicer slicer =
        new Slicer(
            new SliceSettings(Duration.ofMillis(28), 4, maxLength, 1 << 20, 1 << 20),
            Instant.MAX,
            () -> Instant.EPOCH);
    List<Slice> slices = new ArrayList<>();
    tokens.forEach(token -> slices.addAll(slicer.accept(token)));
    slices.addAll(slicer.finish());
    return slices;
  }

  @Property
  void slicesGiveBackTheText(@ForAll("tokens") List<String> tokens) {
    List<Slice> slices = run(tokens, 16);

    assertThat(String.join("", slices.stream().map(Slice::text).toList()))
        .isEqualTo(String.join("", tokens));
    for (int i = 0; i < slices.size(); i++) {
      assertThat(slices.get(i).index()).isEqualTo(i + 1);
      assertThat(slices.get(i).text()).isNotEmpty();
    }
  }

  @Property
  void noSliceSplitsAClusterOrAMarker(@ForAll("tokens") List<String> tokens) {
    String text = String.join("", tokens);
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    int at = 0;
    for (Slice slice : run(tokens, 16)) {
      at += slice.text().length();
      assertThat(clusters.isBoundary(at)).as("cluster at %d of %s", at, text).isTrue();
      for (Matcher m = MARKER.matcher(text); m.find(); ) {
        assertThat(at <= m.start() || at >= m.end()).as("marker at %d of %s", at, text).isTrue();
      }
    }
  }

  @Property
  void anyInputIsTaken(@ForAll List<String> tokens) {
    assertThat(run(tokens, 16)).allSatisfy(slice -> assertThat(slice.text()).isNotEmpty());
  }

  @Provide
  Arbitrary<List<String>> tokens() {
    return Arbitraries.of(
            "word", " ", "。", "，", ". ", ".", "”", "[", "[1", "2", "]", "[12]", "e", "\u0301", "👩",
            "\u200D", "👩‍👧", "🇩🇪", "👍🏽", "\r", "\n", "中文", "7.5", "!", "(", ")")
        .list()
        .ofMaxSize(60);
  }
}

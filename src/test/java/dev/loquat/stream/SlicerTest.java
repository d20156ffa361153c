package dev.loquat.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicerTest {
  private Instant now = Instant.EPOCH;

  private Slicer slicer(SliceSettings settings) {
    return new Slicer(settings, Instant.EPOCH.plusSeconds(60), () -> now);
  }

  private Slicer slicer() {
    return slicer(SliceSettings.standard());
  }

  private static List<String> slices(Slicer slicer, String... tokens) {
    List<Slice> slices = new ArrayList<>();
    for (String token : tokens) {
      slices.addAll(slicer.accept(token));
    }
    slices.addAll(slicer.finish());
    return slices.stream().map(Slice::text).toList();
  }

  @Test
  void cutsAfterSentencesInBothLanguages() {
    assertThat(slices(slicer(), "今天", "天气很好。明天", "呢？Ye", "s. N", "o!"))
        .containsExactly("今天天气很好。", "明天呢？", "Yes. ", "No!");
  }

  @Test
  void keepsClosingQuotesWithTheirSentence() {
    assertThat(slices(slicer(), "他说：“好。", "”然后走了。")).containsExactly("他说：“好。”", "然后走了。");
  }

  @Test
  void cutsAtCommasOnlyOnceThereIsEnough() {
    assertThat(slices(slicer(), "Yes, in the long run, perhaps"))
        .containsExactly("Yes, in the long run, ", "perhaps");
  }

  @Test
  void leavesNumbersAndAddressesWhole() {
    assertThat(slices(slicer(), "It is 3.14 at 12:30, see www.example.org?q=1,2 for more"))
        .containsExactly("It is 3.14 at 12:30, ", "see www.example.org?q=1,2 for more");
  }

  @Test
  void letsTextGoWhenItHasWaitedLongEnough() {
    Slicer slicer = slicer();
    assertThat(slicer.accept("Hel")).isEmpty();
    assertThat(slicer.due()).contains(now.plusMillis(28));
    now = now.plusMillis(27);
    assertThat(slicer.accept("lo")).isEmpty();
    assertThat(slicer.tick()).isEmpty();
    now = now.plusMillis(1);
    assertThat(slicer.tick()).extracting(Slice::text).containsExactly("Hello");
    assertThat(slicer.due()).isEmpty();
    assertThat(slicer.isDrained()).isTrue();
  }

  @Test
  void holdsHalfOfAPairBackAndAnOpenMarker() {
    Slicer slicer = slicer();
    slicer.accept("a\uD83D");
    now = now.plusMillis(28);
    assertThat(slicer.tick()).extracting(Slice::text).containsExactly("a");
    assertThat(slicer.due()).isEmpty();
    slicer.accept("\uDE00 see [1");
    now = now.plusMillis(28);
    assertThat(slicer.tick()).extracting(Slice::text).containsExactly("😀 see ");
    slicer.accept("2].");
    assertThat(slicer.finish()).extracting(Slice::text).containsExactly("[12].");
  }

  @Test
  void replacesLoneSurrogates() {
    assertThat(slices(slicer(), "a\uDE00b\uD83Dc\uD83D")).containsExactly("a\uFFFDb\uFFFDc\uFFFD");
  }

  @Test
  void numbersSlicesFromOneAndTracksThemUntilConsumed() {
    Slicer slicer = slicer();
    List<Slice> slices = slicer.accept("A. B. C");
    assertThat(slices).extracting(Slice::index).containsExactly(1L, 2L);
    assertThat(slicer.outstanding()).hasSize(2);
    assertThat(slicer.markConsumed(slices.getFirst())).isTrue();
    assertThat(slicer.markConsumed(slices.getFirst())).isFalse();
    assertThat(slicer.outstanding()).containsExactly(slices.get(1));
  }

  @Test
  void releasesSlicesWhoseDeadlineHasPassed() {
    Slicer slicer = slicer();
    Slice slice = slicer.accept("A. B").getFirst();
    assertThat(slice.expires()).isEqualTo(Instant.EPOCH.plusSeconds(60));
    now = Instant.EPOCH.plusSeconds(60);
    assertThat(slice.expiredAt(now)).isTrue();
    assertThat(slicer.releaseExpired()).isEqualTo(1);
    assertThat(slicer.outstanding()).isEmpty();
  }

  @Test
  void gathersTextWhileTheReaderIsBehindAndThenGivesUp() {
    Slicer slicer = slicer(new SliceSettings(Duration.ZERO, 8, 16, 1, 32));
    Slice first = slicer.accept("A. B").getFirst();
    assertThat(slicer.accept(". C. D")).isEmpty();
    slicer.markConsumed(first);
    assertThat(slicer.tick()).extracting(Slice::text).containsExactly("B. ");
    assertThatThrownBy(() -> slicer.accept("x".repeat(40)))
        .isInstanceOf(SlowReaderException.class)
        .hasMessageContaining("1 slices");
  }

  @Test
  void refusesTokensAfterTheEnd() {
    Slicer slicer = slicer();
    slicer.finish();
    assertThatThrownBy(() -> slicer.accept("late"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("late");
  }

  @Test
  void boundsTheLengthOfASlice() {
    Slicer slicer = slicer(new SliceSettings(Duration.ofMillis(28), 8, 16, 256, 1 << 16));
    assertThat(slices(slicer, "abcdefghij klmnopqrstuvwxyz"))
        .containsExactly("abcdefghij ", "klmnopqrstuvwxyz");
  }
}

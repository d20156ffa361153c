package dev.loquat.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HedgesTest {
  @ParameterizedTest
  @CsvSource({
    "There may be 30 days., may",
    "It is NOT SURE yet., NOT SURE",
    "It seems to work., seems",
    "We don't know., We don't know",
    "明天可能下雨。, 可能",
    "他或许知道。, 或许",
    "这恐怕不行。, 恐怕"
  })
  void findsHedgesInEnglishAndChinese(String text, String hedge) {
    assertThat(Hedges.in(text)).extracting(found -> found.hedge().text()).containsExactly(hedge);
    assertThat(Hedges.in(text))
        .allSatisfy(
            found ->
                assertThat(text.substring(found.hedge().start(), found.hedge().end()))
                    .isEqualTo(found.hedge().text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It was founded in May 1999.",
        "The mayor dismayed the likelihood.",
        "这不可能。",
        "这种可能性为零。",
        "It is not a surety."
      })
  void leavesAloneWhatOnlyLooksLikeAHedge(String text) {
    assertThat(Hedges.in(text)).isEmpty();
  }

  @Test
  void countsOverlappingHedgesOnce() {
    assertThat(Hedges.in("不太确定")).hasSize(1);
  }
}

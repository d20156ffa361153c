package dev.loquat.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1200 | 1200",
        "1,200 | 1200",
        "1200.50 | 1200.5",
        "0.0 | 0",
        "3万 | 30000",
        "twelve | 12",
        "二十五 | 25",
        "十二 | 12",
        "一千二百 | 1200",
        "两万三千 | 23000",
        "一亿二千万 | 120000000",
        "三万亿 | 3000000000000",
        "二〇一九 | 2019"
      })
  void writesEveryNumberInOneWay(String word, String plain) {
    assertThat(Numerals.of(word)).contains(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "一", "one", "12th", "1.2.3", "100ms", "千米", "九九九九九九九九九九九九九九九九九九九九九九九九九"})
  void leavesOtherWordsAlone(String word) {
    assertThat(Numerals.of(word)).isEmpty();
  }
}

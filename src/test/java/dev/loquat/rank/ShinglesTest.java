package dev.loquat.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShinglesTest {
  /** Three letters each, but two from one of the alphabet's end. */
  private static Shingles of(String letters) {
    return Shingles.of(letters, c -> c < 'x' ? 3 : 2);
  }

  @Test
  void countsSharedShinglesOfAll() {
    assertThat(of("abcde").similarity(of("abcde"))).isEqualTo(1);
    // abc bcd cde against abc bcd cdf: two of four
    assertThat(of("abcde").similarity(of("abcdf"))).isCloseTo(0.5, within(1e-9));
    assertThat(of("abc").similarity(of("def"))).isZero();
  }

  @Test
  void lettersSayHowLongTheirShinglesAre() {
    // xy yz against abx bxy xy, where nothing behind x is long enough
    assertThat(of("xyz").size()).isEqualTo(2);
    assertThat(of("xyz").similarity(of("abxy"))).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void theOrderCountsAndRepetitionDoesNot() {
    assertThat(of("abcd").similarity(of("dcba"))).isZero();
    assertThat(of("abcabcabc").size()).isEqualTo(3);
  }

  @Test
  void shortTextsHaveOneShingleAndEmptyOnesNone() {
    assertThat(of("ab").size()).isEqualTo(1);
    assertThat(of("ab").similarity(of("ab"))).isEqualTo(1);
    assertThat(of("").size()).isZero();
    assertThat(of("").similarity(of(""))).isZero();
  }
}

package dev.loquat.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShinglesTest {
  private static Shingles of(String words) {
    return Shingles.of(words.isEmpty() ? List.of() : List.of(words.split(" ")));
  }

  @Test
  void countsSharedShinglesOfAll() {
    assertThat(of("a b c d e").similarity(of("a b c d e"))).isEqualTo(1);
    // abc bcd cde against abc bcd cdf: two of four
    assertThat(of("a b c d e").similarity(of("a b c d f"))).isCloseTo(0.5, within(1e-9));
    assertThat(of("a b c").similarity(of("d e f"))).isZero();
  }

  @Test
  void theOrderOfWordsCountsAndRepetitionDoesNot() {
    assertThat(of("a b c d").similarity(of("d c b a"))).isZero();
    assertThat(of("a b c a b c a b c").size()).isEqualTo(3);
  }

  @Test
  void shortTextsHaveOneShingleAndEmptyOnesNone() {
    assertThat(of("a b").size()).isEqualTo(1);
    assertThat(of("a b").similarity(of("a b"))).isEqualTo(1);
    assertThat(of("").size()).isZero();
    assertThat(of("").similarity(of(""))).isZero();
  }
}

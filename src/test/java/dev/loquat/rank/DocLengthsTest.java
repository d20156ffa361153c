package dev.loquat.rank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocLengthsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 65_535, 65_536, 10_000_000})
  void everyLengthIsExactHoweverLongTheLongestIs(int longest) {
    int[] lengths = {7, longest, 0, 300};
    DocLengths read = DocLengths.decode(DocLengths.of(lengths).encode());
    assertThat(read.toArray()).isEqualTo(lengths);
    assertThat(read.docs()).isEqualTo(4);
    assertThat(read.total()).isEqualTo(307L + longest);
    assertThat(read.totalOf(DocSet.of(1, 3))).isEqualTo(300L + longest);
  }
}

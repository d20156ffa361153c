package dev.loquat.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusionTest {
  private static final Fusion.Path WORDS = path(1, 2, 3);
  private static final Fusion.Path VECTORS = path(3, 4);

  private static Fusion.Path path(long... ranked) {
    List<Fusion.Scored> list =
        java.util.Arrays.stream(ranked).mapToObj(p -> new Fusion.Scored(p, 10.0 - p)).toList();
    return new Fusion.Path(list, Map.of());
  }

  private static FusionChoice rrf(int k, double bm25, double vector) {
    return new FusionChoice(FusionChoice.Method.RRF, 0.45, new FusionChoice.Ranks(k, bm25, vector));
  }

  private static double score(FusionChoice choice, long passage) {
    return Fusion.fuse(choice, WORDS, VECTORS).stream()
        .filter(fused -> fused.passage() == passage)
        .findFirst()
        .orElseThrow()
        .score();
  }

  @Test
  void ranksCountByTheWeightsOfTheirPaths() {
    FusionChoice choice = rrf(10, 3, 1);
    assertThat(score(choice, 1)).isEqualTo(3.0 / 11 * 11 / 4, within(1e-12));
    assertThat(score(choice, 3)).isEqualTo((3.0 / 13 + 1.0 / 11) * 11 / 4, within(1e-12));
    assertThat(score(choice, 4)).isEqualTo(1.0 / 12 * 11 / 4, within(1e-12));
  }

  @Test
  void withoutParametersItIsAsPublished() {
    FusionChoice usual = new FusionChoice(FusionChoice.Method.RRF, 0.45);
    assertThat(usual).isEqualTo(rrf(60, 1, 1));
    assertThat(score(usual, 3)).isEqualTo((1.0 / 63 + 1.0 / 61) * 61 / 2, within(1e-12));
  }

  @Test
  void aFirstPlaceInBothPathsIsOneWhateverTheWeights() {
    FusionChoice choice = rrf(7, 0.2, 55);
    assertThat(Fusion.fuse(choice, path(9), path(9)).getFirst().score())
        .isEqualTo(1, within(1e-12));
  }

  @Test
  void aPathOfWeightZeroDoesNotCount() {
    assertThat(rrf(60, 0, 1).countsBm25()).isFalse();
    assertThat(rrf(60, 1, 0).countsVectors()).isFalse();
    assertThat(rrf(60, 1, 1).countsBm25()).isTrue();
    assertThat(new FusionChoice(FusionChoice.Method.LINEAR, 1).countsVectors()).isFalse();
    assertThat(new FusionChoice(FusionChoice.Method.LINEAR, 0).countsBm25()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {-0.1, 100.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void weightsThatAreNoneAreRefused(double weight) {
    assertThatThrownBy(() -> rrf(60, weight, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rrf(60, 1, weight)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void alphaThatIsNoneIsRefused(double alpha) {
    assertThatThrownBy(() -> new FusionChoice(FusionChoice.Method.LINEAR, alpha))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("alpha");
  }
}

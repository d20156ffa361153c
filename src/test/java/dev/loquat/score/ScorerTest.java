package dev.loquat.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private final Scorer scorer = Scorer.standard();

  @Test
  void withoutAQuestionTheScoreIsTheConsistency() {
    TrustScore score =
        scorer.score(
            Optional.empty(), "Paris is in France.", List.of("The city of Paris is in France."));

    assertThat(score.completeness()).isEmpty();
    assertThat(score.missing()).isEmpty();
    assertThat(score.score()).isEqualTo(score.consistency());
  }

  @Test
  void withoutContextNothingIsTrusted() {
    TrustScore score = scorer.score(Optional.of("Where is Paris?"), "In France.", List.of());

    assertThat(score.score()).isZero();
    assertThat(score.trusted()).isFalse();
  }

  @Test
  void everySentencePointsAtItsEvidence() {
    String passage = "Rome is old. The city of Paris is in France.";
    TrustScore score = scorer.score(Optional.empty(), "Paris is in France.", List.of("x", passage));

    assertThat(score.sentences())
        .singleElement()
        .satisfies(
            sentence ->
                assertThat(sentence.evidence())
                    .hasValueSatisfying(
                        evidence -> {
                          assertThat(evidence.passage()).isEqualTo(1);
                          assertThat(passage.substring(evidence.start(), evidence.end()))
                              .isEqualTo("The city of Paris is in France.");
                        }));
  }
}

package dev.loquat.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorerTest {
  private static final String LEAVE = "Every employee has 25 days of paid leave a year.";
  private final Scorer scorer = Scorer.standard();

  @Test
  void withoutAQuestionTheScoreIsTheConsistency() {
    TrustScore score = score("Paris is in France.", "The city of Paris is in France.");

    assertThat(score.completeness()).isEmpty();
    assertThat(score.missing()).isEmpty();
    assertThat(score.score()).isEqualTo(score.consistency());
  }

  @Test
  void withAQuestionTheScoreIsSixTenthsConsistencyAndFourTenthsCompleteness() {
    TrustScore score = ask("How many days of leave are there?", "There are 25 days.", LEAVE);

    assertThat(score.score())
        .isEqualTo(
            0.6 * score.consistency() + 0.4 * score.completeness().orElseThrow(), within(1e-9));
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

    TrustScore.Evidence evidence = score.sentences().getFirst().evidence().orElseThrow();
    assertThat(score.sentences()).hasSize(1);
    assertThat(evidence.passage()).isEqualTo(1);
    assertThat(passage.substring(evidence.start(), evidence.end()))
        .isEqualTo("The city of Paris is in France.");
  }

  @ParameterizedTest
  @CsvSource({
    "Every employee has 25 days of paid leave a year.",
    "每位员工每年有 25 天带薪年假。",
    "従業員には年に25日の有給休暇がある。"
  })
  void whatThePassagesSayWordForWordIsWhollySupported(String sentence) {
    TrustScore score = score(sentence, "Something else. " + sentence + " 别的内容。");

    assertThat(score.consistency()).isEqualTo(1, within(1e-9));
    assertThat(score.trusted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Every employee has 30 days of paid leave a year.", // another number
    "Every employee has not 25 days of paid leave a year.", // the contrary
    "Every visitor has 25 days of paid leave a year.", // somebody else
    "Every manager gets a car and a parking lot."
  })
  void whatThePassagesDoNotSayIsSupportedLess(String changed) {
    double same = score(LEAVE, LEAVE).consistency();

    assertThat(score(changed, LEAVE).consistency()).isLessThan(same - 0.1);
    assertThat(score(changed, LEAVE).trusted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"这家公司一共有一千二百名员工。,1200", "它于 2019 年卖出了 3万 台。,30000"})
  void aNumberIsTheSameHoweverItIsWritten(String passage, String number) {
    double written = score("一共 " + number + "。", passage).consistency();
    double other = score("一共 " + number + "7。", passage).consistency();

    assertThat(written).isGreaterThan(other);
  }

  @Test
  void anAnswerFromAnotherPlaceThanTheQuestionIsLessComplete() {
    String passage =
        "Tesla moved to Graz in 1875 to study. Marconi sent a message in 1901 by radio.";

    double right = ask("When did Tesla move to Graz?", "1875", passage).score();
    double wrong = ask("When did Tesla move to Graz?", "1901", passage).score();

    assertThat(right).isGreaterThan(wrong);
  }

  @Test
  void namesWhatTheQuestionAsksAndTheAnswerLacks() {
    TrustScore score =
        ask("When did Tesla move to Mars?", "Tesla moved to Graz.", "Tesla moved to Graz.");

    assertThat(score.missing().orElseThrow())
        .contains(new TrustScore.Missing("When", "DATE"), new TrustScore.Missing("Mars", "TERM"));
  }

  @Test
  void asksForNothingThatOnlyAsks() {
    TrustScore score = ask("How many days of leave are there?", "25 days of leave.", LEAVE);

    assertThat(score.missing().orElseThrow()).isEmpty();
  }

  @Test
  void anAnswerThatHedgesIsLessCertain() {
    TrustScore sure = score("There are 25 days.", LEAVE);
    TrustScore unsure = score("Perhaps there are 25 days.", LEAVE);

    assertThat(sure.certainty()).isEqualTo(1);
    assertThat(sure.hedges()).isEmpty();
    assertThat(unsure.certainty()).isLessThan(1);
    assertThat(unsure.hedges()).containsExactly(new TrustScore.Hedge("Perhaps", 0, 7));
  }

  private TrustScore score(String answer, String passage) {
    return scorer.score(Optional.empty(), answer, List.of(passage));
  }

  private TrustScore ask(String question, String answer, String passage) {
    return scorer.score(Optional.of(question), answer, List.of(passage));
  }
}

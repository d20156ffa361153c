package dev.loquat.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScorerProperties {
  private final Scorer scorer = Scorer.standard();

  @Property(tries = 300)
  void everyFigureIsAShareAndEverySpanIsInItsText(
      @ForAll("texts") String question,
      @ForAll("texts") String answer,
      @ForAll("passages") List<String> passages) {
    TrustScore score = scorer.score(Optional.of(question), answer, passages);

    assertThat(score.score()).isBetween(0.0, 1.0);
    assertThat(score.consistency()).isBetween(0.0, 1.0);
    assertThat(score.completeness().orElseThrow()).isBetween(0.0, 1.0);
    assertThat(score.certainty()).isBetween(0.0, 1.0);
    for (TrustScore.Sentence sentence : score.sentences()) {
      assertThat(sentence.support()).isBetween(0.0, 1.0);
      assertThat(sentence.start()).isLessThan(sentence.end());
      assertThat(sentence.end()).isLessThanOrEqualTo(answer.length());
      sentence
          .evidence()
          .ifPresent(
              evidence -> {
                assertThat(evidence.start()).isLessThan(evidence.end());
                assertThat(evidence.end())
                    .isLessThanOrEqualTo(passages.get(evidence.passage()).length());
              });
    }
  }

  @Property(tries = 200)
  void theSameTextsGiveTheSameScore(
      @ForAll("texts") String answer, @ForAll("passages") List<String> passages) {
    assertThat(scorer.score(Optional.of(answer), answer, passages))
        .isEqualTo(scorer.score(Optional.of(answer), answer, passages));
  }

  @Provide
  Arbitrary<List<String>> passages() {
    return texts().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "Tesla ", "moved ", "to ", "Graz", ". ", "not ", "in 1875", "25,000 ", "了", "员工", "有",
            "二十五", "天", "年假", "。", "可能", "什么", "?", "\n", "🙂", "１２", "ない", "。」", " ")
        .list()
        .ofMinSize(1)
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }
}

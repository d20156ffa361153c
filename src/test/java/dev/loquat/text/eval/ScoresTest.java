package dev.loquat.text.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loquat.text.Entity;
import dev.loquat.text.Token;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void wordsCountByExactPlaceAndTagsOnlyOnRightWords() {
    Corpus.Sentence gold =
        new Corpus.Sentence("ab cd", List.of(word("ab", "NOUN", "NN"), word("cd", "VERB", "VB")));
    WordScore score = new WordScore();
    // Found: "ab" with a wrong XPOS, "c" and "d" instead of "cd".
    score.add(
        gold,
        List.of(
            token("ab", 0, "NNS", "NOUN"),
            token("c", 3, "VB", "VERB"),
            token("d", 4, "VB", "VERB")));

    assertThat(score.words()).isEqualTo(2.0 * 1 / (2 + 3), within(1e-9));
    assertThat(score.universal()).isEqualTo(2.0 * 1 / (2 + 3), within(1e-9));
    assertThat(score.xpos()).isZero();
  }

  @Test
  void aSentenceWhoseWordsAreNotInItsTextIsSkipped() {
    WordScore score = new WordScore();
    score.add(new Corpus.Sentence("ab", List.of(word("xy", "X", "X"))), List.of());
    assertThat(score.skipped()).isEqualTo(1);
  }

  @Test
  void namesCountByExactPlaceAndType() {
    List<Corpus.Word> words =
        List.of(
            name("Ann", "B-PER"), name("Lee", "I-PER"), name("Bob", "B-PER"), name("UN", "B-ORG"));
    EntityScore score = new EntityScore();
    score.add(
        new Corpus.Sentence("Ann Lee Bob UN", words),
        List.of(
            new Entity("Ann Lee", "PER", 0, 7),
            new Entity("Bob UN", "ORG", 8, 14),
            new Entity("UN", "LOC", 12, 14),
            new Entity("UN", "MISC", 12, 14)));
    // Three are annotated, three of the types that count are found, one is right.
    assertThat(score.f1()).isEqualTo(2.0 * 1 / (3 + 3), within(1e-9));
  }

  @Test
  void nominalMentionsDoNotCountAndGeopoliticalEntitiesArePlaces() {
    List<Corpus.Word> words =
        List.of(name("京", "B-GPE.NAM"), name("人", "B-PER.NOM"), name("在", "O"));
    EntityScore score = new EntityScore();
    score.add(new Corpus.Sentence("京人在", words), List.of(new Entity("京", "LOC", 0, 1)));
    assertThat(score.f1()).isEqualTo(1);
  }

  private static Corpus.Word word(String form, String upos, String xpos) {
    return new Corpus.Word(form, upos, xpos, "", -1, "");
  }

  private static Corpus.Word name(String form, String tag) {
    return new Corpus.Word(form, "", "", tag, -1, "");
  }

  private static Token token(String text, int start, String pos, String upos) {
    return new Token(
        text,
        start,
        start + text.length(),
        "en",
        Optional.of(pos),
        Optional.of(upos),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}

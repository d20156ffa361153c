package dev.loquat.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class UserDictionaryTest {
  @Test
  void readsWordsWeightsAndTags() throws DictionaryException {
    String content = "\uFEFF# own words\n通义千问\tinf\tNR\n\nC++ 2.5 NN/NOUN\r\n枇杷\n#\n#hashtag ∞\n";
    assertThat(UserDictionary.read("w", content, 10))
        .containsExactly(
            new UserWord("通义千问", Double.POSITIVE_INFINITY, "NR"),
            new UserWord("C++", 2.5, "NN/NOUN"),
            new UserWord("枇杷", 1, ""),
            new UserWord("#hashtag", Double.POSITIVE_INFINITY, ""));
  }

  @Test
  void writesWhatItReads() throws DictionaryException {
    List<UserWord> words =
        List.of(
            new UserWord("C++", 0.1, ""),
            new UserWord("枇杷", 1e300, "NN"),
            new UserWord("通义", Double.POSITIVE_INFINITY, "NR/PROPN"));
    assertThat(UserDictionary.read("w", UserDictionary.write(words), 10))
        .containsExactlyInAnyOrderElementsOf(words);
  }

  @Test
  void namesEveryLineAtFault() {
    String content =
        """
        好
        好 2
        重 heavy
        a b c d
        标 1 N/R/X
        负 -1
        %s
        """
            .formatted("长".repeat(65));
    DictionaryException e =
        catchThrowableOfType(
            DictionaryException.class, () -> UserDictionary.read("own.txt", content, 10));
    assertThat(e.faults())
        .containsExactly(
            "own.txt:2: 好 stands on line 1 already",
            "own.txt:3: the weight heavy is neither a number of 0 or more nor inf",
            "own.txt:4: expected word, weight and tag, found 4 fields",
            "own.txt:5: the tag of 标 must be like NR or NR/PROPN, not \"N/R/X\"",
            "own.txt:6: the weight -1 is neither a number of 0 or more nor inf",
            "own.txt:7: a word must have 1 to 64 characters, not 65");
  }

  @Test
  void takesNoMoreWordsThanAllowed() {
    DictionaryException e =
        catchThrowableOfType(
            DictionaryException.class, () -> UserDictionary.read("own.txt", "a\nb\nc\nd\n", 2));
    assertThat(e.faults()).containsExactly("own.txt:3: there are more than 2 words");
  }

  @Test
  void refusesWordsThatNoTextCanHold() {
    assertThat(faults("\uD800")).contains("lone surrogate");
    assertThat(faults("\u0301a")).contains("begin with a mark");
    assertThat(faults("a\u0001b")).contains("control characters");
    assertThat(faults("x".repeat(300))).contains("300 characters, more than 256");
  }

  private static String faults(String line) {
    return catchThrowableOfType(DictionaryException.class, () -> UserDictionary.read("w", line, 10))
        .getMessage();
  }
}

package dev.loquat.text.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameLexiconTest {
  private final NameLexicon lexicon = NameLexicon.load();

  @Test
  void aWordHasTheKindsOfTheListsThatHoldIt() {
    assertThat(lexicon.code(Listing.LATIN, "paris")).contains("p");
    assertThat(lexicon.code(Listing.LATIN, "los angeles")).contains("p");
    assertThat(lexicon.code(Listing.LATIN, "schneider")).contains("s");
  }

  @Test
  void ofAnotherWordNothingIsSaid() {
    assertThat(lexicon.code(Listing.LATIN, "paris paris")).isEmpty();
  }

  @Test
  void aPartOfATextIsLookedUpLikeAWord() {
    assertThat(lexicon.code(Listing.LATIN, "in paris now", 3, 8))
        .isEqualTo(lexicon.code(Listing.LATIN, "paris"));
  }
}

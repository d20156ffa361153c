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
    assertThat(lexicon.code(Listing.JAPANESE, "安藤")).isEqualTo("x");
    assertThat(lexicon.code(Listing.ORGANISATION, "公司")).contains("D");
  }

  @Test
  void aWordOfOneListIsNotOnAnother() {
    assertThat(lexicon.code(Listing.LATIN, "安藤")).isEmpty();
    assertThat(lexicon.code(Listing.JAPANESE, "paris")).isEmpty();
  }

  @Test
  void aPartOfATextIsLookedUpLikeAWord() {
    assertThat(lexicon.code(Listing.JAPANESE, "在安藤家", 1, 3))
        .isEqualTo(lexicon.code(Listing.JAPANESE, "安藤"));
  }
}

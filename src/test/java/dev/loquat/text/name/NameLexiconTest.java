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

  @Test
  void wordsThatAreUsedAlikeShareTheBeginningOfTheirClusters() {
    String paris = lexicon.code(Listing.CLUSTER, "paris");
    assertThat(paris).matches("[01]{6,16}");
    assertThat(lexicon.code(Listing.CLUSTER, "london")).startsWith(paris.substring(0, 6));
    assertThat(lexicon.code(Listing.CLUSTER, "eating")).doesNotStartWith(paris.substring(0, 4));
  }

  @Test
  void aWordTellsWhatTheNamesAreThatHoldItAndWhereItStandsInThem() {
    assertThat(lexicon.code(Listing.IN_NAMES, "jennifer")).isEqualTo("P3b+");
    assertThat(lexicon.code(Listing.IN_NAMES, "university")).matches("O3[bie]\\+");
    assertThat(lexicon.code(Listing.IN_NAMES, "the-word-that-no-name-holds")).isEmpty();
  }
}

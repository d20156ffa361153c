package dev.loquat.text.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.text.tag.Mark;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnglishNamesTest {
  private final NameLexicon lexicon = NameLexicon.load();

  @Test
  void aWordHasItsClusterAndWhatHoldsItInNames() {
    Map<Mark, String[]> marks = marks("Jennifer", "left", "xqzzyv");

    assertThat(marks.get(Mark.CLUSTER)).containsExactly(cluster("jennifer"), cluster("left"), "");
    assertThat(cluster("jennifer")).isNotEmpty();
    assertThat(marks.get(Mark.IN_NAMES)).startsWith("P3b+").endsWith("");
  }

  @Test
  void aFullStopAtItsEndDoesNotHideAWord() {
    Map<Mark, String[]> marks = marks("Frankfurt.", ".");

    assertThat(lexicon.code(Listing.CLUSTER, "frankfurt.")).isEmpty();
    assertThat(marks.get(Mark.CLUSTER)).startsWith(cluster("frankfurt"));
    assertThat(cluster("frankfurt")).isNotEmpty();
    assertThat(marks.get(Mark.IN_NAMES)[0]).startsWith("L");
  }

  @Test
  void theLongestListedNameIsMarkedFromLeftToRight() {
    String[] together = marks("in", "Los", "Angeles", "today").get(Mark.LISTED_NAME);

    assertThat(together[0]).isEmpty();
    assertThat(together[1]).startsWith("b").contains("p");
    assertThat(together[2]).startsWith("i").contains("p");
    assertThat(together[3]).isEmpty();
  }

  private String cluster(String word) {
    return lexicon.code(Listing.CLUSTER, word);
  }

  private static Map<Mark, String[]> marks(String... words) {
    int[] starts = new int[words.length];
    int[] ends = new int[words.length];
    int at = 0;
    for (int i = 0; i < words.length; i++) {
      starts[i] = at;
      ends[i] = at + words[i].length();
      at = ends[i] + 1;
    }
    String[] tags = new String[words.length];
    Arrays.fill(tags, "");
    return EnglishNames.sequence(
            new NameFinder.Words(String.join(" ", words), "en", starts, ends, tags))
        .marks();
  }
}

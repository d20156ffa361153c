package dev.loquat.text.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.text.tag.Mark;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChineseMarksTest {
  @Test
  void aTransliteratedNameIsOneRunAcrossItsDot() {
    String[] run = marks("见埃尔·兰吗", 1, 3, 4, 5, 6).get(Mark.SOUNDS);

    assertThat(run).containsExactly("", "B4d", "I4d", "I4d", "E4d", "");
  }

  @Test
  void aJapaneseSurnameIsMarkedWithItsGivenName() {
    String[] japanese = marks("和安藤太郎", 1, 3, 5).get(Mark.JAPANESE);

    assertThat(japanese).containsExactly("", "Mb", "Mi", "Mm", "Mm");
  }

  @Test
  void lettersShowTheirWordAndItsShape() {
    Map<Mark, String[]> marks = marks("用Quarkus", 1, 8);

    assertThat(marks.get(Mark.LETTERS)).startsWith("", "BXxx", "IXxx").endsWith("EXxx");
    assertThat(marks.get(Mark.LATIN)).startsWith("", "quarkus").endsWith("quarkus");
  }

  @Test
  void aKindOfOrganisationIsSeenFromTheWordsBefore() {
    String[] ahead = marks("北京石油公司说", 2, 4, 6, 7).get(Mark.ORGANISATION_AHEAD);

    assertThat(ahead).containsExactly(ahead[0], ahead[0], ahead[2], ahead[2], "0D4", "0D4", "");
    assertThat(ahead[0]).matches("[12]D.");
  }

  private static Map<Mark, String[]> marks(String text, int... ends) {
    int[] starts = new int[ends.length];
    System.arraycopy(ends, 0, starts, 1, ends.length - 1);
    return ChineseMarks.of(text, starts, ends);
  }
}

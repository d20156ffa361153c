package dev.loquat.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentQueriesTest {
  private final RecentQueries recent = new RecentQueries();
  private final List<String> embedded = new ArrayList<>();

  private float[] vector(String query) {
    return recent.vector(
        query,
        text -> {
          embedded.add(text);
          return new float[] {text.length()};
        });
  }

  @Test
  void aQueryThatComesAgainIsNotEmbeddedAgain() {
    assertThat(vector("loquat")).isEqualTo(vector("loquat")).containsExactly(6);
    assertThat(embedded).containsExactly("loquat");
  }

  @Test
  void whatACallerDoesToItsVectorReachesNobodyElse() {
    vector("loquat")[0] = 0;
    assertThat(vector("loquat")).containsExactly(6);
  }

  @Test
  void theOneAskedLongestAgoIsForgottenFirst() {
    vector("old");
    vector("used");
    for (int i = 0; i < RecentQueries.MOST - 1; i++) {
      vector("used");
      vector("query " + i);
    }
    embedded.clear();
    vector("used");
    vector("old");
    assertThat(embedded).containsExactly("old");
  }

  @Test
  void longQueriesAreNotKept() {
    String essay = "a".repeat(RecentQueries.LONGEST + 1);
    vector(essay);
    vector(essay);
    assertThat(embedded).hasSize(2);
  }

  @Test
  void aFailureIsNotRemembered() {
    assertThatThrownBy(
            () ->
                recent.vector(
                    "loquat",
                    text -> {
                      throw new IllegalStateException("away");
                    }))
        .hasMessage("away");
    assertThat(vector("loquat")).containsExactly(6);
  }
}

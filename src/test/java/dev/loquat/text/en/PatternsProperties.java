package dev.loquat.text.en;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class PatternsProperties {
  private static final String[] PIECES = {
    "a",
    "B",
    "7",
    "_",
    "%",
    "+",
    "-",
    ".",
    "@",
    "#",
    ":",
    ";",
    "=",
    "8",
    "<3",
    ")",
    "/",
    "http://",
    "www.",
    "non-",
    "555-1234",
    "com",
    "pdf",
    "io",
    " ",
    "，",
    "汉",
    "x".repeat(60),
    "9".repeat(64),
  };

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(9).map(p -> String.join("", p));
  }

  @Property(tries = 1_000)
  void nothingThatTheExpressionFindsIsPassedOver(@ForAll("texts") String text) {
    int found = 0;
    for (int from = 0; from < text.length(); from++) {
      if (finds(text, from, text.length())) {
        found++;
        assertThat(Patterns.mayBegin(text, from, text.length())).as("from %d", from).isTrue();
      }
    }
    int to = text.length() - 1;
    assertThat(finds(text, 0, to) && !Patterns.mayBegin(text, 0, to)).isFalse();
    Statistics.collect(found > 0);
    Statistics.coverage(share -> share.check(true).percentage(p -> p > 20));
  }

  private static boolean finds(String text, int from, int to) {
    return Patterns.WHOLE.matcher(text).region(from, to).useTransparentBounds(true).lookingAt();
  }
}

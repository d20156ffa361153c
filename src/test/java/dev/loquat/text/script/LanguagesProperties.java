package dev.loquat.text.script;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LanguagesProperties {
  private static final String[] PIECES = {
    "a",
    "die",
    "Straße",
    "1",
    ".",
    "@",
    "..",
    " ",
    "\t",
    "\n",
    "\u00a0",
    "\u2003",
    "汉",
    "é",
    "www.x.de",
    "a@b.c",
    "x".repeat(150),
    ".".repeat(201),
    "y".repeat(201),
    "\uD800",
    "𠮷",
  };

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(12).map(p -> String.join("", p));
  }

  @Property(tries = 3_000)
  void addressesAreLeftOutAsTheExpressionLeavesThemOut(@ForAll("texts") String text) {
    assertThat(Languages.withoutAddresses(text))
        .isEqualTo(Languages.ADDRESS.matcher(text).replaceAll(" "));
  }
}

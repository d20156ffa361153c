package dev.loquat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "{", "{'a':1}x", "{'a':1,'a':2}", "nul", "{'a':01}", "{'a':NaN}"})
  void refusesWhatIsNoJson(String text) {
    refused(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    refused(new byte[] {'"', (byte) 0xC3, '"'});
  }

  @Test
  void refusesSurrogatesEncodedAsUtf8() {
    refused(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
  }

  @Test
  void refusesNestingWithoutEnd() {
    refused("[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void saysWhereTheFaultIs() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Json.read("{\n  \"a\": ,\n}".getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("line 2, column 8");
  }

  @Test
  void leavesOutWhatIsAbsent() {
    assertThat(Json.text(Violation.at("/k", "is missing")))
        .isEqualTo("{\"pointer\":\"/k\",\"message\":\"is missing\"}");
  }

  private static void refused(byte[] bytes) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Json.read(bytes))
        .matches(e -> e.problem().getStatus() == 400);
  }
}

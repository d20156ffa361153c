package dev.loquat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  @Test
  void readsWhatIsThere() {
    Fields in = fields("{'query':'向量','k':3,'explain':true,'alpha':0.5,'tags':['a','b']}");
    assertThat(in.text("query", 1, 10)).isEqualTo("向量");
    assertThat(in.integer("k", 1, 10, 5)).isEqualTo(3);
    assertThat(in.flag("explain", false)).isTrue();
    assertThat(in.number("alpha", 0, 1)).hasValue(0.5);
    assertThat(in.texts("tags", 5, 1, 10)).containsExactly("a", "b");
    in.end();
  }

  @Test
  void leavesDefaultsForWhatIsAbsentOrNull() {
    Fields in = fields("{'k':null}");
    assertThat(in.integer("k", 1, 10, 5)).isEqualTo(5);
    assertThat(in.optionalText("query", 1, 10)).isEmpty();
    assertThat(in.choice("mode", List.of("precise"), "precise")).isEqualTo("precise");
    in.end();
  }

  @Test
  void tellsAllFaultsAtOnce() {
    Problem problem =
        refusal(
            "{'k':1000000000,'query':7,'extra':1}",
            in -> {
              in.text("query", 1, 10);
              in.integer("k", 1, 1000, 10);
            });
    assertThat(problem.getStatus()).isEqualTo(400);
    assertThat(problem.errors())
        .extracting(error -> error.pointer().orElseThrow() + " " + error.message())
        .containsExactly(
            "/query must be a string, not a number",
            "/k must be between 1 and 1000",
            "/extra is not a known field; known here: k, query");
  }

  @Test
  void namesTheMissingFieldOnce() {
    Problem problem = refusal("{}", in -> in.text("query", 1, 10));
    assertThat(problem.detail()).isEqualTo("/query is missing");
  }

  @Test
  void pointsIntoNestedObjectsAndLists() {
    Problem problem =
        refusal(
            "{'documents':[{'id':'a'},{'id':'','x~/y':1}]}",
            in -> in.objects("documents", 10).forEach(d -> d.text("id", 1, 10)));
    assertThat(problem.errors())
        .extracting(error -> error.pointer().orElseThrow())
        .containsExactly("/documents/1/id", "/documents/1/x~0~1y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\ud800           | has an unpaired surrogate at offset 0",
        "ab\\udc00         | has an unpaired surrogate at offset 2",
        "a\\u0000b         | has a NUL character at offset 1",
      })
  void refusesTextThatIsNoText(String text, String message) {
    Problem problem = refusal("{'text':'" + text.strip() + "'}", in -> in.text("text", 1, 10));
    assertThat(problem.errors()).singleElement().extracting(Violation::message).isEqualTo(message);
  }

  @Test
  void refusesUnpairedSurrogatesInMetadataToo() {
    Problem problem = refusal("{'metadata':{'a':['\\ud800']}}", in -> in.free("metadata"));
    assertThat(problem.firstPointer()).contains("/metadata/a/0");
  }

  @Test
  void takesPairedSurrogates() {
    Fields in = fields("{'text':'\\ud83d\\ude00'}");
    assertThat(in.text("text", 1, 10)).isEqualTo("😀");
    in.end();
  }

  @Test
  void tellsTextThatIsTooLongAs413() {
    Problem problem = refusal("{'text':'abcd'}", in -> in.text("text", 1, 3));
    assertThat(problem.getStatus()).isEqualTo(413);
    assertThat(problem.detail()).isEqualTo("/text must have at most 3 characters, not 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "'3'", "true", "[]", "{}"})
  void refusesWhatIsNoInteger(String value) {
    Problem problem = refusal("{'k':" + value + "}", in -> in.integer("k", 1, 10, 1));
    assertThat(problem.detail()).startsWith("/k must be an integer, not ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99", "-1", "0", "99999999999999999999", "1e-400"})
  void refusesIntegersOutOfRange(String value) {
    Problem problem = refusal("{'k':" + value + "}", in -> in.integer("k", 1, 10, 1));
    assertThat(problem.firstPointer()).contains("/k");
  }

  @Test
  void takesAWholeNumberWrittenAsADecimal() {
    assertThat(fields("{'k':3.0}").integer("k", 1, 10, 1)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"x\"", "null", "true"})
  void refusesABodyThatIsNoObject(String json) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Fields.of(Json.read(json.getBytes(StandardCharsets.UTF_8))))
        .withMessageContaining("must be a JSON object");
  }

  private static Fields fields(String json) {
    return Fields.of(Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static Problem refusal(String json, Consumer<Fields> reading) {
    Fields in = fields(json);
    reading.accept(in);
    try {
      in.end();
    } catch (ProblemException e) {
      return e.problem();
    }
    throw new AssertionError("accepted: " + json);
  }
}

package dev.loquat.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts are rendered over HTTP, within limits that each have their status. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class RenderTest {
  @TestHTTPResource("/")
  URI base;

  @Test
  void runsBuiltInAndWebAssemblyStepsAndTellsTheirTimes() {
    Reply reply =
        render("{messages: [{user: '{{a}}'}], chain: [normalize, shout, validate]}", " low ");

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    JsonNode answer = reply.json();
    assertThat(answer.at("/messages/0/content").asText()).isEqualTo("LOW");
    assertThat(answer.path("chain"))
        .extracting(step -> step.path("step").asText())
        .containsExactly("normalize", "shout", "validate");
    assertThat(answer.path("chain")).allMatch(step -> step.path("ms").asDouble() > 0);
  }

  @Test
  void countsTokensAsModelsDo() {
    Reply reply =
        render(
            "{messages: [{user: '{{truncate a 2 unit=\"tokens\" ellipsis=\"\"}}'}]}",
            "one two three four");

    assertThat(reply.json().at("/messages/0/content").asText()).isEqualTo("one two");
    assertThat(reply.json().path("llmTokens").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{messages: [{user: '{{#each l}}{{#each ../l}}{{#each ../../l}}{{#each ../../../l}}{{../../../../a}}{{/each}}{{/each}}{{/each}}{{/each}}'}]} | 413 | bytes",
        "{messages: [{user: '{{#each l}}{{#each ../l}}{{#each ../../l}}{{#each ../../../l}}{{#each ../../../../l}}{{/each}}{{/each}}{{/each}}{{/each}}{{/each}}'}]} | 413 | turns",
        "{messages: [{user: '{{date a}}'}]} | 400 | date",
        "{messages: [{user: '{{a}}'}], chain: [translate_zh2en]} | 503 | no model is configured",
        "{messages: [{user: '{{b.c}}'}], input: {properties: {b: {type: string}}}} | 422 | unknown path",
        "{messages: [{user: '{{a}}'}], chain: [nomralize]} | 422 | did you mean 'normalize'?",
      })
  void tellsWhatWentWrongWithTheContractsStatus(String source, int status, String detail) {
    Reply reply = render(source, "x".repeat(100));

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.json().path("detail").asText()).contains(detail);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void tellsViolationsInTheLanguageThatIsAskedFor() {
    String source = "{messages: [{user: '{{a}}'}], input: {properties: {a: {minLength: 9}}}}";
    Map<String, Object> request = Map.of("source", source, "variables", Map.of("a", "x"));
    var chinese = new HashMap<>(request);
    chinese.put("language", "zh");
    var unknown = new HashMap<>(request);
    unknown.put("language", "tlh");

    assertThat(violation(request)).isEqualTo("must have at least 9 characters, has 1");
    assertThat(violation(chinese)).isEqualTo("至少9个字符，实际1个");
    assertThat(violation(unknown)).contains("en").contains("zh");
  }

  private String violation(Map<String, Object> request) {
    Reply reply = new Service(base).post("/render", request);
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    return reply.json().at("/errors/0/message").asText();
  }

  private Reply render(String source, String a) {
    List<Integer> many = java.util.stream.IntStream.range(0, 12).boxed().toList();
    return new Service(base)
        .post("/render", Map.of("source", source, "variables", Map.of("a", a, "l", many)));
  }
}

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
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts are stored, labelled, rendered by reference and rolled back. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class PromptsTest {
  private final String name = "p" + UUID.randomUUID().toString().substring(0, 8);

  @TestHTTPResource("/")
  URI base;

  @Test
  void rendersVersionsAndLabelsAndRollsBack() {
    Reply first = store("messages: [{user: 'one {{a}}'}]");
    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(first.json().path("version").asInt()).isEqualTo(1);
    assertThat(store("messages: [{user: 'one {{a}}'}]").status())
        .as("the same again")
        .isEqualTo(200);
    assertThat(store("messages: [{user: 'two {{a}}'}]").json().path("version").asInt())
        .isEqualTo(2);
    assertThat(rendered(name)).as("no label, no file: the newest").isEqualTo("two x");

    assertThat(label("production", 1).json().path("previous").isMissingNode()).isTrue();
    assertThat(rendered(name)).isEqualTo("one x");
    assertThat(rendered(name + "@production")).isEqualTo("one x");
    assertThat(rendered(name + "@2")).isEqualTo("two x");
    assertThat(rendered(name + "@latest")).isEqualTo("two x");

    assertThat(label("production", 2).json().path("previous").asInt()).isEqualTo(1);
    assertThat(rendered(name)).isEqualTo("two x");
    Reply back = post("/labels/production/rollback");
    assertThat(back.status()).as(back.body()).isEqualTo(200);
    assertThat(back.json().path("version").asInt()).isEqualTo(1);
    assertThat(rendered(name)).isEqualTo("one x");
    assertThat(post("/labels/production/rollback").status()).as("nothing before").isEqualTo(404);
  }

  @Test
  void listsShowsAndRemovesPrompts() {
    service()
        .put(
            "/prompts/" + name,
            Map.of(
                "source",
                "messages: [{user: '{{a}}'}]",
                "labels",
                List.of("staging", "production")));
    JsonNode entry = listed(name);
    assertThat(entry.path("from").asText()).isEqualTo("database");
    assertThat(entry.path("labels").path("staging").asInt()).isEqualTo(1);
    assertThat(listed("answer").path("from").asText()).isEqualTo("packaged");

    JsonNode shown = service().get("/prompts/" + name + "@staging").json();
    assertThat(shown.path("source").asText()).isEqualTo("messages: [{user: '{{a}}'}]");
    assertThat(shown.at("/version/labels").toString()).isEqualTo("[\"production\",\"staging\"]");
    assertThat(shown.at("/sample/a").asText()).isEqualTo("a");
    assertThat(
            service()
                .get("/prompts/" + name + "/versions")
                .json()
                .at("/versions/0/version")
                .asInt())
        .isEqualTo(1);

    assertThat(service().delete("/prompts/" + name + "/labels/staging").status()).isEqualTo(204);
    assertThat(service().get("/prompts/" + name + "@staging").status()).isEqualTo(404);
    assertThat(service().delete("/prompts/" + name).status()).isEqualTo(204);
    assertThat(service().delete("/prompts/" + name).status()).isEqualTo(404);
    assertThat(service().get("/prompts/" + name).status()).isEqualTo(404);
  }

  @Test
  void refusesASourceThatDoesNotCompileAndStoresNothing() {
    Reply reply = store("messages: [{user: '{{#if a}}'}]");
    assertThat(reply.status()).isEqualTo(422);
    JsonNode error = reply.json().at("/errors/0");
    assertThat(error.path("line").asInt()).isEqualTo(1);
    assertThat(error.path("column").asInt()).isEqualTo(20);
    assertThat(error.path("excerpt").asText()).endsWith("^");
    assertThat(service().get("/prompts/" + name).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "PUT    | /prompts/NAME | {} | 400 | /source is missing",
        "PUT    | /prompts/NAME | {'source':''} | 400 | /source",
        "PUT    | /prompts/NAME | {'source':'messages: [{user: x}]','extra':1} | 400 | /extra",
        "PUT    | /prompts/NAME | {'source':'messages: [{user: x}]','labels':['latest']} | 400 | /labels/0",
        "PUT    | /prompts/NAME | {'source':'messages: [{user: x}]','labels':'staging'} | 400 | /labels",
        "PUT    | /prompts/NAME | {'source':'{name: other, messages: [{user: x}]}'} | 400 | names itself 'other'",
        "PUT    | /prompts/a%20b | {'source':'messages: [{user: x}]'} | 400 | the name in the path",
        "PUT    | /prompts/NAME@3 | {'source':'messages: [{user: x}]'} | 400 | the name in the path",
        "PUT    | /prompts/NAME/labels/production | {'version':1} | 404 | has no version 1",
        "PUT    | /prompts/NAME/labels/production | {} | 400 | /version",
        "PUT    | /prompts/NAME/labels/production | {'version':0} | 400 | /version",
        "PUT    | /prompts/NAME/labels/production | {'version':1,'extra':1} | 400 | /extra",
        "PUT    | /prompts/NAME/labels/Production | {'version':1} | 400 | the label in the path",
        "PUT    | /prompts/NAME/labels/latest | {'version':1} | 400 | the label in the path",
        "POST   | /prompts/NAME/labels/production/rollback | {} | 404 | no earlier version",
        "DELETE | /prompts/NAME/labels/production | {} | 404 | no label",
        "GET    | /prompts/NAME/versions |  | 404 | no version",
        "GET    | /prompts/NAME |  | 404 | there is no prompt",
      })
  void tellsWhatIsWrongWithARequest(
      String method, String path, String body, int status, String detail) {
    Reply reply =
        service()
            .send(
                service()
                    .request(path.replace("NAME", name))
                    .header("Content-Type", "application/json")
                    .method(
                        method,
                        BodyPublishers.ofString(body == null ? "" : body.replace("'", "\""))));
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().path("detail").asText()).contains(detail == null ? "" : detail);
  }

  @Test
  void refusesASourceThatIsTooLong() {
    assertThat(store("#".repeat((1 << 20) + 1)).status()).isEqualTo(413);
  }

  @Test
  void tellsOfBrokenFilesInAHealthGroupOfTheirOwn() {
    Reply health = service().get("/q/health/group/prompts");
    assertThat(health.status()).as(health.body()).isEqualTo(200);
    assertThat(health.json().at("/checks/0/name").asText()).isEqualTo("prompt files");
    assertThat(service().get("/q/metrics").body()).contains("loquat_prompts_broken 0.0");
  }

  private Reply store(String source) {
    return service().put("/prompts/" + name, Map.of("source", source));
  }

  private Reply label(String label, int version) {
    return service().put("/prompts/" + name + "/labels/" + label, Map.of("version", version));
  }

  private Reply post(String path) {
    return service()
        .send(service().request("/prompts/" + name + path).POST(BodyPublishers.noBody()));
  }

  private String rendered(String reference) {
    Reply reply =
        service().post("/render", Map.of("prompt", reference, "variables", Map.of("a", "x")));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().at("/messages/0/content").asText();
  }

  private JsonNode listed(String prompt) {
    for (JsonNode entry : service().get("/prompts").json().path("prompts")) {
      if (entry.path("name").asText().equals(prompt)) {
        return entry;
      }
    }
    throw new AssertionError("not listed: " + prompt);
  }

  private Service service() {
    return new Service(base);
  }
}

package dev.loquat.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loquat.stream.SseEvent;
import dev.loquat.testing.GuideCorpus;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI document is the one that is served, and the service does what it says. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class OpenApiTest {
  private static final OpenApi API = OpenApi.committed();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestHTTPResource("/")
  URI base;

  @BeforeEach
  void theGuideIsThere() {
    GuideCorpus.in(service());
  }

  @Test
  void theServedDocumentIsTheCommittedOne() throws IOException {
    Reply served = service().get("/q/openapi?format=json");
    assertThat(served.status()).isEqualTo(200);
    assertThat(JSON.readTree(served.body())).isEqualTo(JSON.readTree(API.document().toString()));
  }

  @Test
  void everyFunctionHasExamplesInChineseAndEnglish() {
    Map<String, List<String>> names =
        API.examples().stream()
            .collect(
                Collectors.groupingBy(
                    OpenApi.Example::path,
                    Collectors.mapping(OpenApi.Example::name, Collectors.toList())));
    assertThat(names).hasSizeGreaterThanOrEqualTo(10);
    assertThat(names.values()).allSatisfy(some -> assertThat(some).contains("zh", "en"));
  }

  static Stream<OpenApi.Example> examples() {
    return API.examples().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void documentedExamplesAreValidAndAnsweredAsDocumented(OpenApi.Example example) {
    assertThat(API.faults(API.requestSchema(example), example.body())).isEmpty();
    if (example.path().startsWith("/collections/")) {
      sendExamplesOf("/ingest");
    }
    if (example.path().endsWith("/labels/{label}")) {
      sendExamplesOf("/prompts/{name}");
    }

    Reply reply = send(example);
    assertThat(reply.status()).as(reply.body()).isBetween(200, 299);
    String type = mediaType(reply);
    JsonNode schema = API.answerSchema(example.path(), example.method(), reply.status(), type);
    assertThat(schema.isMissingNode()).as(reply.status() + " " + type).isFalse();
    if (!type.equals("text/event-stream")) {
      assertThat(API.faults(schema, reply.json())).isEmpty();
    }
    if (example.path().equals("/")) {
      answersOfEventsAreThoseOfTheirFunctions(example, reply.json());
    }
  }

  private static void answersOfEventsAreThoseOfTheirFunctions(
      OpenApi.Example example, JsonNode event) {
    String type = example.body().path("type").asText();
    assertThat(event.path("type").asText()).isEqualTo(type + ".done");
    String path = "/" + type.substring(type.lastIndexOf('.') + 1);
    JsonNode schema = API.answerSchema(path, "post", 200, "application/json");
    assertThat(API.faults(schema, event.path("data"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/collections, /collections",
    "/collections/{collection}, /collections/default",
    "/prompts, /prompts",
    "/prompts/{name}, /prompts/answer",
    "/collections/{collection}/documents, /collections/default/documents?limit=2",
    "/collections/{collection}/documents/{id}, /collections/default/documents/en%2Ffusion",
    "/v1/models, /v1/models",
    "/v1/models/{model}, /v1/models/extractive"
  })
  void whatIsGotIsAsDocumented(String path, String address) {
    Reply reply = service().get(address);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    JsonNode schema = API.answerSchema(path, "get", 200, mediaType(reply));
    assertThat(API.faults(schema, reply.json())).isEmpty();
  }

  @Test
  void chunksOfAStreamAreAsDocumented() {
    OpenApi.Example example =
        API.examples().stream()
            .filter(e -> e.path().equals("/v1/chat/completions") && e.name().equals("zh"))
            .findFirst()
            .orElseThrow();
    List<SseEvent> events = service().streamPost(example.path(), example.body().toString());
    assertThat(events).hasSizeGreaterThan(3);
    assertThat(events.getLast().data()).isEqualTo("[DONE]");
    for (SseEvent event : events.subList(0, events.size() - 1)) {
      assertThat(API.faults(API.named("ChatCompletionChunk"), json(event.data()))).isEmpty();
    }
  }

  @Test
  void eventsOfAnAnswerAreAsDocumented() {
    Map<String, String> schemas =
        Map.of(
            "passages", "PassagesEvent",
            "slice", "SliceEvent",
            "score", "TrustScore",
            "done", "DoneEvent");
    Reply opened = send(exampleOf("/answers"));
    TreeSet<String> seen = new TreeSet<>();
    for (SseEvent event :
        service().stream(service().request(opened.header("Location") + "/events").GET())) {
      if (event.event().isPresent()) {
        String name = event.event().orElseThrow();
        seen.add(name);
        assertThat(API.faults(API.named(schemas.get(name)), json(event.data()))).isEmpty();
      }
    }
    assertThat(seen).isEqualTo(new TreeSet<>(schemas.keySet()));
  }

  @ParameterizedTest
  @CsvSource({
    "/tokenize, 400",
    "/render, 400",
    "/retrieve, 400",
    "/ingest, 400",
    "/tune, 400",
    "/score, 400",
    "/guard, 400",
    "/answers, 400",
    "/v1/chat/completions, 400",
    "/v1/embeddings, 400",
    "/v1/rerank, 400",
    "/retrieval, 400",
    "/, 400"
  })
  void problemsAreAsDocumented(String path, int status) {
    Reply reply = service().post(path, "{}");
    assertThat(reply.status()).isEqualTo(status);
    JsonNode schema = API.answerSchema(path, "post", status, mediaType(reply));
    assertThat(schema.isMissingNode()).as(mediaType(reply)).isFalse();
    assertThat(API.faults(schema, reply.json())).isEmpty();
  }

  static Stream<OpenApi.Example> strictExamples() {
    return API.examples().stream().filter(OpenApiTest::isClosed);
  }

  @ParameterizedTest
  @MethodSource("strictExamples")
  void fieldsThatAreNotDocumentedAreRefusedAsDocumented(OpenApi.Example example) {
    ObjectNode body = example.body().deepCopy();
    body.put("notDocumented", 1);
    assertThat(API.faults(API.requestSchema(example), body)).isNotEmpty();
    Reply reply = send(example, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("/notDocumented");
  }

  private static boolean isClosed(OpenApi.Example example) {
    String reference = API.requestSchema(example).path("$ref").asText();
    JsonNode schema = API.named(reference.substring(reference.lastIndexOf('/') + 1));
    return schema.path("additionalProperties").isBoolean()
        && !schema.path("additionalProperties").asBoolean();
  }

  private void sendExamplesOf(String path) {
    API.examples().stream().filter(e -> e.path().equals(path)).forEach(this::send);
  }

  private static OpenApi.Example exampleOf(String path) {
    return API.examples().stream().filter(e -> e.path().equals(path)).findFirst().orElseThrow();
  }

  private Reply send(OpenApi.Example example) {
    return send(example, example.body());
  }

  private Reply send(OpenApi.Example example, JsonNode body) {
    String address =
        example
            .path()
            .replace("{collection}", "handbook")
            .replace("{source}", "intranet")
            .replace("{name}", "documented")
            .replace("{label}", "production");
    return service()
        .send(
            service()
                .request(address)
                .header("Content-Type", example.mediaType())
                .method(
                    example.method().toUpperCase(java.util.Locale.ROOT),
                    BodyPublishers.ofString(body.toString())));
  }

  private static String mediaType(Reply reply) {
    return reply.header("Content-Type").split(";", 2)[0];
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  private Service service() {
    return new Service(base);
  }
}

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents that fail are kept with their error, tried again, and forgotten. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class DeadLettersTest {
  @TestHTTPResource("/")
  URI base;

  private Service service() {
    return new Service(base);
  }

  private JsonNode letters(String collection) {
    return service().get("/collections/" + collection + "/dead-letters").json().path("deadLetters");
  }

  private Reply ingest(String collection, String document) {
    return service()
        .post(
            "/ingest", "{\"collection\":\"" + collection + "\",\"documents\":[" + document + "]}");
  }

  @Test
  void eachFailedDocumentIsListedOnceWithItsErrorAndItsAttempts() {
    String bad = "{\"id\":\"a/😀 b\",\"text\":\"x\\ud800y\"}";
    assertThat(ingest("letters1", bad).status()).isEqualTo(207);
    ingest("letters1", bad + ",{\"id\":\"good\",\"text\":\"Taken.\"}");
    assertThat(letters("letters1")).hasSize(1);
    JsonNode letter = letters("letters1").path(0);
    assertThat(letter.path("id").asText()).isEqualTo("a/😀 b");
    assertThat(letter.path("detail").asText()).isEqualTo("text has an unpaired surrogate at 1");
    assertThat(letter.path("attempts").asInt()).isEqualTo(2);
    assertThat(letter.path("retriable").asBoolean()).isTrue();
    assertThat(letter.path("lastFailed").asText()).startsWith("20").endsWith("Z");
  }

  @Test
  void aRetryFailsAgainWhereNothingHasChangedAndALaterVersionEndsTheMatter() {
    ingest("letters2", "{\"id\":\"a\",\"text\":\" \"},{\"id\":\"b\",\"text\":\"\"}");
    Reply again = service().post("/collections/letters2/dead-letters/retry", "{\"ids\":[\"a\"]}");
    assertThat(again.status()).as(again.body()).isEqualTo(207);
    assertThat(again.json().path("failed")).hasSize(1);
    assertThat(again.json().path("failed").path(0).path("id").asText()).isEqualTo("a");
    assertThat(
            service().post("/collections/letters2/dead-letters/retry", "{}").json().path("failed"))
        .hasSize(2);
    ingest("letters2", "{\"id\":\"a\",\"text\":\"Now it has text.\"}");
    assertThat(letters("letters2")).hasSize(1);
    assertThat(letters("letters2").path(0).path("id").asText()).isEqualTo("b");
  }

  @Test
  void aLetterCanBeDiscarded() {
    ingest("letters3", "{\"id\":\"a b/ü\",\"text\":\"\"}");
    String path = "/collections/letters3/dead-letters/a%20b/%C3%BC";
    assertThat(service().delete(path).status()).isEqualTo(204);
    assertThat(service().delete(path).status()).isEqualTo(404);
    assertThat(letters("letters3")).isEmpty();
  }

  @Test
  void aDocumentTooLargeToBeKeptIsListedWithoutIt() {
    ingest("letters4", "{\"id\":\"large\",\"text\":\"" + "a".repeat(5 << 20) + "\"}");
    assertThat(letters("letters4").path(0).path("retriable").asBoolean()).isFalse();
    assertThat(letters("letters4").path(0).path("detail").asText()).contains("more than 4194304");
  }

  @Test
  void parametersOutOfRangeAreNamed() {
    Reply reply = service().get("/collections/letters5/dead-letters?limit=0");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("detail").asText()).contains("limit", "1 and 1000");
    assertThat(service().get("/collections/letters5/sources/s?limit=x").status()).isIn(400, 404);
    assertThat(
            service()
                .post("/collections/letters5/dead-letters/retry", "{\"ids\":[1]}")
                .json()
                .path("detail")
                .asText())
        .contains("/ids/0");
  }

  @Test
  void aHundredThousandDocumentsInACallAreRefusedByTheLimit() {
    StringBuilder documents = new StringBuilder("{\"id\":\"a\",\"text\":\"x\"}");
    documents.append(",{\"id\":\"a\",\"text\":\"x\"}".repeat(99_999));
    Reply reply = ingest("letters6", documents.toString());
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.json().path("detail").asText()).contains("10000", "100000");
    assertThat(service().get("/collections").body()).doesNotContain("letters6");
  }

  @Test
  void formerlyNeedsASourceThatKnows() {
    Reply reply = ingest("letters7", "{\"id\":\"a\",\"text\":\"x\",\"formerly\":\"b\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("errors").path(0).path("pointer").asText())
        .isEqualTo("/documents/0/formerly");
  }
}

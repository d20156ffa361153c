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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections are looked at, set and removed. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class CollectionSettingsTest {
  @TestHTTPResource("/")
  URI base;

  @Test
  void setsWhatIsNamedAndLeavesTheRest() {
    fill("set");
    JsonNode before = service().get("/collections/set").json();
    assertThat(before.path("hnsw").toString())
        .isEqualTo("{\"m\":16,\"efConstruction\":64,\"efSearch\":200}");
    assertThat(before.has("fusion")).isFalse();

    Reply tuned = put("set", Map.of("fusion", Map.of("method", "rrf", "alpha", 0.3)));
    assertThat(tuned.status()).as(tuned.body()).isEqualTo(200);
    Reply set = put("set", Map.of("hnsw", Map.of("m", 40)));
    assertThat(set.json().path("hnsw").toString())
        .isEqualTo("{\"m\":40,\"efConstruction\":80,\"efSearch\":200}");
    assertThat(set.json().path("fusion").path("method").asText()).isEqualTo("rrf");
    assertThat(service().get("/collections/set").json()).isEqualTo(set.json());
    assertThat(retrieve("set").json().path("fusion").path("method").asText()).isEqualTo("rrf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"hnsw\":{\"m\":1}}|/hnsw/m",
        "{\"hnsw\":{\"m\":20,\"efConstruction\":39}}|/hnsw/efConstruction",
        "{\"hnsw\":{\"efSearch\":1001}}|/hnsw/efSearch",
        "{\"hnsw\":{\"ef\":1}}|/hnsw/ef",
        "{\"hnsw\":7}|/hnsw",
        "{\"fusion\":{\"alpha\":1.5}}|/fusion/alpha",
        "{\"embedding\":\"no-such-model\"}|/embedding",
        "{\"embedding\":[\"auto\"]}|/embedding",
        "{\"fusion\":{\"method\":\"rrf\",\"k\":0}}|/fusion/k",
        "{\"fusion\":{\"method\":\"rrf\",\"k\":1001}}|/fusion/k",
        "{\"fusion\":{\"k\":60}}|/fusion/k",
        "{\"fusion\":{\"method\":\"rrf\",\"weights\":{\"bm25\":-1}}}|/fusion/weights/bm25",
        "{\"fusion\":{\"method\":\"rrf\",\"weights\":{\"bm25\":1e999}}}|/fusion/weights/bm25",
        "{\"fusion\":{\"method\":\"rrf\",\"weights\":{\"bm25\":0,\"vector\":0}}}|/fusion/weights",
        "{\"fusion\":{\"method\":\"rrf\",\"weights\":{\"words\":1}}}|/fusion/weights/words",
        "{\"fusion\":{\"alpha\":1e999}}|/fusion/alpha",
        "{\"ranges\":\"year\"}|/ranges",
        "{\"ranges\":[\"\"]}|/ranges/0",
        "{\"ranges\":[7]}|/ranges/0",
        "{\"colour\":\"blue\"}|/colour"
      })
  void refusesWhatItCannotSet(String body, String pointer) {
    fill("refusing");
    Reply reply = service().put("/collections/refusing", body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.json().path("errors").path(0).path("pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void rankFusionHasItsParametersFromTheRequestElseFromTheCollection() {
    fill("ranks");
    Map<String, Object> set =
        Map.of("method", "rrf", "k", 10, "weights", Map.of("bm25", 3, "vector", 1));
    assertThat(put("ranks", Map.of("fusion", set)).status()).isEqualTo(200);
    JsonNode own = retrieve("ranks").json().path("fusion");
    assertThat(own.path("k").asInt()).isEqualTo(10);
    assertThat(own.path("weights").toString()).isEqualTo("{\"bm25\":3.0,\"vector\":1.0}");
    JsonNode asked =
        service()
            .post(
                "/retrieve",
                Map.of("query", "apples", "collection", "ranks", "fusion", Map.of("method", "rrf")))
            .json()
            .path("fusion");
    assertThat(asked.path("k").asInt()).isEqualTo(60);
    assertThat(asked.path("weights").toString()).isEqualTo("{\"bm25\":1.0,\"vector\":1.0}");
  }

  @Test
  void aCollectionChangesItsEmbeddingModelAndSaysHowFarThatIs() {
    fill("model");
    JsonNode before = service().get("/collections/model").json().path("embedding");
    assertThat(before.toString()).isEqualTo("{\"model\":\"auto\"}");

    Reply set = put("model", Map.of("embedding", "bge-small-zh-v1.5"));
    assertThat(set.status()).as(set.body()).isEqualTo(200);
    finishReembedding("model");
    JsonNode after = service().get("/collections/model").json();
    assertThat(after.path("embedding").toString()).isEqualTo("{\"model\":\"bge-small-zh-v1.5\"}");
    assertThat(after.path("models").toString()).isEqualTo("{\"bge-small-zh-v1.5\":1}");
    Reply found = retrieve("model");
    assertThat(found.json().path("degraded").isMissingNode()).as(found.body()).isTrue();
    assertThat(found.json().path("passages").path(0).has("similarity")).isTrue();
  }

  @Test
  void reembedRefusesWhatItDoesNotKnow() {
    assertThat(service().post("/reembed", Map.of("collection", "nowhere")).status()).isEqualTo(404);
    assertThat(service().post("/reembed", Map.of("collections", "x")).status()).isEqualTo(400);
  }

  /** The service does it by itself as well; both may find the other at it. */
  private void finishReembedding(String collection) {
    Instant end = Instant.now().plusSeconds(30);
    Reply reply;
    do {
      reply = service().post("/reembed", Map.of("collection", collection));
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      assertThat(Instant.now()).as(reply.body()).isBefore(end);
    } while (!reply.json().path("collections").path(0).path("finished").asBoolean());
  }

  @Test
  void aCollectionIsRemovedWhole() {
    fill("gone");
    assertThat(service().delete("/collections/gone").status()).isEqualTo(204);
    assertThat(service().get("/collections/gone").status()).isEqualTo(404);
    assertThat(service().delete("/collections/gone").status()).isEqualTo(404);
    assertThat(put("gone", Map.of()).status()).isEqualTo(404);
    assertThat(retrieve("gone").status()).isEqualTo(404);
    fill("gone");
    assertThat(retrieve("gone").json().path("passages")).hasSize(1);
  }

  @Test
  void whoReadsACollectionThatIsBeingRemovedIsAnsweredOrToldThatItIsGone() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<String> odd = new AtomicReference<>("");
    fill("fleeting");
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!done.get()) {
                    Reply reply = retrieve("fleeting");
                    if (reply.status() != 200 && reply.status() != 404) {
                      odd.set(reply.status() + " " + reply.body());
                    }
                  }
                });
    for (int i = 0; i < 10; i++) {
      assertThat(service().delete("/collections/fleeting").status()).isEqualTo(204);
      fill("fleeting");
    }
    done.set(true);
    reader.join();
    assertThat(odd.get()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"the of and", "xyzzyq plughh", "。。!!"})
  void aQueryOfOnlyStopWordsOrUnknownWordsIsAnswered(String query) {
    fill("words");
    Reply reply =
        service()
            .post(
                "/retrieve",
                Map.of(
                    "query",
                    query,
                    "collection",
                    "words",
                    "fusion",
                    Map.of("method", "linear", "alpha", 1)));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().path("passages").isArray()).isTrue();
  }

  @Test
  void aFilterOnAnUnknownFieldFindsNothing() {
    fill("filtered");
    Reply reply =
        service()
            .post(
                "/retrieve",
                Map.of(
                    "query", "apples", "collection", "filtered", "filter", Map.of("unknown", "x")));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().path("passages")).isEmpty();
  }

  private void fill(String collection) {
    Map<String, Object> document = Map.of("id", "d", "text", "Apples grow on trees in the garden.");
    Reply reply =
        service().post("/ingest", Map.of("collection", collection, "documents", List.of(document)));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  private Reply retrieve(String collection) {
    return service().post("/retrieve", Map.of("query", "apples", "collection", collection));
  }

  private Reply put(String collection, Map<String, ?> settings) {
    return service().put("/collections/" + collection, settings);
  }

  private Service service() {
    return new Service(base);
  }
}

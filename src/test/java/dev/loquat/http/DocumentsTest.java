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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents come, change, are found, and go. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class DocumentsTest {
  @TestHTTPResource("/")
  URI base;

  @Test
  void countsWhatWasAddedUpdatedAndUnchanged() {
    assertThat(ingest("counts", doc("a", "one two three"), doc("b", "four five six")))
        .isEqualTo("2 0 0 0 2");
    assertThat(ingest("counts", doc("a", "one two three"), doc("b", "seven eight nine")))
        .isEqualTo("0 1 1 0 1");
    assertThat(found("counts", "seven")).containsExactly("b");
    assertThat(found("counts", "four")).doesNotContain("b");
  }

  @Test
  void keepsTheGoodDocumentsOfABatchAndReportsEachBadOne() {
    Reply reply =
        service()
            .post(
                "/ingest",
                "{\"collection\":\"partly\",\"documents\":[{\"id\":\"good\",\"text\":\"apples grow on trees\"},{\"id\":\"empty\",\"text\":\"\"},{\"id\":\"nul\",\"text\":\"a\\u0000b\"},{\"id\":\"half\",\"text\":\"a\\ud800b\"}]}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(207);
    assertThat(reply.json().path("added").asInt()).isEqualTo(1);
    assertThat(reply.json().path("failed"))
        .extracting(failed -> failed.path("id").asText())
        .containsExactly("empty", "nul", "half");
    assertThat(reply.json().path("failed"))
        .allSatisfy(failed -> assertThat(failed.path("detail").asText()).contains("text"));
    assertThat(found("partly", "apples")).containsExactly("good");
  }

  @Test
  void removesWhatIsNoLongerAtItsSource() {
    service()
        .post(
            "/ingest",
            Map.of(
                "collection", "synced",
                "sync", Map.of("source", "wiki"),
                "documents",
                    List.of(doc("kept", "pears are green"), doc("gone", "plums are blue"))));
    ingest("synced", doc("elsewhere", "cherries are red"));
    Reply reply =
        service().post("/collections/synced/sources/wiki/sync", "{\"present\":[\"kept\"]}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().path("removed").asInt()).isEqualTo(1);
    assertThat(found("synced", "plums")).doesNotContain("gone");
    assertThat(found("synced", "pears")).contains("kept");
    assertThat(found("synced", "cherries")).contains("elsewhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a/b/c", "with space", "文档 1", "50%+x?y#z", "é", "😀"})
  void givesBackAndRemovesDocumentsOfAnyName(String id) {
    ingest("names", doc(id, "the text of " + id));
    String path =
        "/collections/names/documents/"
            + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    JsonNode document = service().get(path).json();
    assertThat(document.path("id").asText()).isEqualTo(id);
    assertThat(document.path("text").asText()).isEqualTo("the text of " + id);
    assertThat(service().delete(path).status()).isEqualTo(204);
    assertThat(service().get(path).status()).isEqualTo(404);
    assertThat(service().delete(path).status()).isEqualTo(404);
  }

  @Test
  void listsDocumentsPageByPage() {
    ingest("paged", doc("b", "two"), doc("a", "one"), doc("文", "three"), doc("c/d", "four"));
    String path = "/collections/paged/documents";
    JsonNode first = service().get(path + "?limit=3").json();
    assertThat(first.path("documents"))
        .extracting(JsonNode::asText)
        .containsExactly("a", "b", "c/d");
    JsonNode second = service().get(path + "?limit=3&after=c%2Fd").json();
    assertThat(first.path("next").asText()).isEqualTo("c/d");
    assertThat(second.path("documents")).extracting(JsonNode::asText).containsExactly("文");
    assertThat(second.has("next")).isFalse();
    for (String limit : List.of("0", "1001", "x", "-1")) {
      assertThat(service().get(path + "?limit=" + limit).status()).isEqualTo(400);
    }
    assertThat(service().get("/collections/no-such/documents").status()).isEqualTo(404);
  }

  @Test
  void showsADocumentAsAPageThatCannotRunAnythingOfItsOwn() {
    ingest("pages", doc("evil", "<script>alert(1)</script> & more"));
    Reply page =
        service()
            .send(
                service()
                    .request("/collections/pages/documents/evil")
                    .header("Accept", "text/html,application/xhtml+xml")
                    .GET());
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body()).contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
  }

  @Test
  void filtersByMetadata() {
    ingest(
        "filtered",
        Map.of(
            "id",
            "old",
            "text",
            "grapes of 1999",
            "metadata",
            Map.of("year", 1999, "tag", List.of("wine", "red"))),
        Map.of(
            "id",
            "new",
            "text",
            "grapes of 2024",
            "metadata",
            Map.of("year", 2024, "tag", List.of("juice"))));
    assertThat(found("filtered", "grapes", "{\"year\":{\"gte\":2000}}")).containsExactly("new");
    assertThat(found("filtered", "grapes", "{\"tag\":[\"red\",\"white\"]}")).containsExactly("old");
    assertThat(found("filtered", "grapes", "{\"lang\":\"en\"}"))
        .containsExactlyInAnyOrder("old", "new");
    assertThat(found("filtered", "grapes", "{\"year\":1}")).isEmpty();
  }

  @Test
  void explainsEveryScore() {
    ingest("explained", doc("a", "quince jam and quince jelly"), doc("b", "bread"));
    JsonNode answer =
        service()
            .post(
                "/retrieve",
                "{\"collection\":\"explained\",\"query\":\"quince jelly\",\"explain\":true,\"fusion\":{\"alpha\":1}}")
            .json();
    JsonNode best = answer.path("passages").path(0);
    double sum = 0;
    for (JsonNode term : best.path("terms")) {
      sum += term.path("score").asDouble();
    }
    assertThat(best.path("document").asText()).isEqualTo("a");
    assertThat(sum)
        .isCloseTo(best.path("bm25").asDouble(), org.assertj.core.api.Assertions.within(1e-4));
    assertThat(best.path("ranks").path("bm25").asInt()).isEqualTo(1);
    assertThat(answer.path("fusion").path("method").asText()).isEqualTo("linear");
    assertThat(answer.path("timings").has("bm25Ms")).isTrue();
  }

  @Test
  void listsItsCollections() {
    ingest("listed", doc("a", "figs"));
    assertThat(service().get("/collections").json().path("collections"))
        .extracting(c -> c.path("name").asText())
        .contains("listed");
  }

  @Test
  void aTunedFusionIsInForceAtOnceAndItsEvidenceIsKept() {
    ingest("tuning", doc("a", "medlar fruit"), doc("b", "the fruit of the medlar tree"));
    Reply tuned =
        service()
            .post(
                "/tune",
                "{\"collection\":\"tuning\",\"queries\":[{\"query\":\"medlar fruit\",\"relevant\":{\"a\":2,\"b\":1}}],\"alpha\":{\"from\":0.52,\"to\":0.58,\"step\":0.03}}");
    assertThat(tuned.status()).as(tuned.body()).isEqualTo(200);
    assertThat(tuned.json().path("trials")).hasSize(3);
    double alpha = tuned.json().at("/best/alpha").asDouble();
    JsonNode answer =
        service().post("/retrieve", "{\"collection\":\"tuning\",\"query\":\"fruit\"}").json();
    assertThat(answer.at("/fusion/alpha").asDouble()).isEqualTo(alpha).isEqualTo(0.52);
    JsonNode listed =
        java.util.stream.StreamSupport.stream(
                service().get("/collections").json().path("collections").spliterator(), false)
            .filter(c -> c.path("name").asText().equals("tuning"))
            .findFirst()
            .orElseThrow();
    assertThat(listed.at("/evidence/queries").asInt()).isEqualTo(1);
    assertThat(listed.at("/evidence/ndcg").asDouble())
        .isEqualTo(tuned.json().at("/best/ndcg").asDouble());
  }

  private static Map<String, Object> doc(String id, String text) {
    return Map.of("id", id, "title", "", "text", text);
  }

  @SafeVarargs
  private String ingest(String collection, Map<String, Object>... documents) {
    Reply reply =
        service()
            .post("/ingest", Map.of("collection", collection, "documents", List.of(documents)));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    JsonNode report = reply.json();
    return "%d %d %d %d %d"
        .formatted(
            report.path("added").asInt(),
            report.path("updated").asInt(),
            report.path("unchanged").asInt(),
            report.path("removed").asInt(),
            report.path("chunks").asInt());
  }

  private List<String> found(String collection, String query) {
    return found(collection, query, "{}");
  }

  /** By keywords alone: vectors find the nearest of everything. */
  private List<String> found(String collection, String query, String filter) {
    Reply reply =
        service()
            .post(
                "/retrieve",
                "{\"collection\":\""
                    + collection
                    + "\",\"query\":\""
                    + query
                    + "\",\"fusion\":{\"alpha\":1},\"filter\":"
                    + filter
                    + "}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return java.util.stream.StreamSupport.stream(reply.json().path("passages").spliterator(), false)
        .map(passage -> passage.path("document").asText())
        .toList();
  }

  private Service service() {
    return new Service(base);
  }
}

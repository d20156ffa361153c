package dev.loquat.http;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A document is found by its id, whatever the id holds and however a client encodes it. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class DocumentPathsTest {
  private static final String DOCUMENTS = "/collections/paths/documents/";

  @TestHTTPResource("/")
  URI base;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "zh/休假制度", "a b", "a+b", "100%", "a%2Fb", "q?x=1&y#z", "a:b;c"})
  void findsAndRemovesADocumentByItsEncodedId(String id) {
    Map<String, Object> document = Map.of("id", id, "text", "The document called " + id + ".");
    Reply ingested =
        service().post("/ingest", Map.of("collection", "paths", "documents", List.of(document)));
    assertThat(ingested.status()).as(ingested.body()).isEqualTo(200);

    String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    for (String path : List.of(DOCUMENTS + encoded, DOCUMENTS + encoded.replace("%2F", "/"))) {
      Reply found = service().get(path);
      assertThat(found.status()).as(path).isEqualTo(200);
      assertThat(found.json().path("id").asText()).isEqualTo(id);
    }
    assertThat(service().delete(DOCUMENTS + encoded).status()).isEqualTo(204);
    assertThat(service().get(DOCUMENTS + encoded).status()).isEqualTo(404);
  }

  @Test
  void refusesAnIdThatIsNoText() {
    Reply reply = service().get(DOCUMENTS + "a%00b");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("detail").asText()).startsWith("the id in the path has a NUL");
  }

  private Service service() {
    return new Service(base);
  }
}

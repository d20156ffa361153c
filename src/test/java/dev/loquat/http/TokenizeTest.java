package dev.loquat.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a caller of {@code tokenize} may ask for. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class TokenizeTest {
  @TestHTTPResource("/")
  URI base;

  @Test
  void wordsHaveHeadsAndRelationsWhereAskedFor() {
    JsonNode tokens = tokens(Map.of("text", "She wrote a program.", "parse", true));
    assertThat(tokens.path(0).path("head").asInt()).isEqualTo(1);
    assertThat(tokens.path(0).path("relation").asText()).isEqualTo("nsubj");
    assertThat(tokens.path(1).path("head").asInt()).isEqualTo(-1);
    assertThat(tokens.path(1).path("relation").asText()).isEqualTo("root");
  }

  @Test
  void wordsHaveNeitherUnlessAskedFor() {
    for (JsonNode token : tokens(Map.of("text", "She wrote a program."))) {
      assertThat(token.has("head")).isFalse();
      assertThat(token.has("relation")).isFalse();
    }
  }

  private JsonNode tokens(Map<String, Object> request) {
    return new Service(base).post("/tokenize", request).json().path("tokens");
  }
}

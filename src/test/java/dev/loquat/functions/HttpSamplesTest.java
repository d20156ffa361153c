package dev.loquat.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.testing.GuideCorpus;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import dev.loquat.testing.Service.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code http.json} of each function, posted to {@code /<name>}. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class HttpSamplesTest {
  @TestHTTPResource("/")
  URI base;

  static List<String> functions() {
    return Samples.functions();
  }

  @BeforeEach
  void theGuideIsThere() {
    GuideCorpus.in(new Service(base));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void answersAsTheContractSays(String function) {
    String body = Samples.event(function, "http.json");
    Reply reply = new Service(base).post("/" + function, body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.header("content-type")).startsWith("application/json");
    Contract.check(function, Samples.json(body), reply.json());
  }
}

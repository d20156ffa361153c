package dev.loquat.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Own words come and go while the service runs. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class DictionaryTest {
  private static final String WORD = "枇杷函数库";

  @TestHTTPResource("/")
  URI base;

  @Inject AgroalDataSource database;

  @Test
  void aWordOfTheTableIsOneTokenUntilItIsRemoved() throws SQLException {
    Service service = new Service(base);
    assertThat(tokens(service)).doesNotContain(WORD);
    sql("INSERT INTO dictionary_word VALUES ('枇杷函数库', 'Infinity', 'NR')");
    try {
      until(service, true);
    } finally {
      sql("DELETE FROM dictionary_word WHERE word = '枇杷函数库'");
    }
    until(service, false);
  }

  private static void until(Service service, boolean wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (tokens(service).contains(WORD) != wanted) {
      assertThat(System.nanoTime()).as("in force within 20 s").isLessThan(end);
    }
  }

  private static List<String> tokens(Service service) {
    return service
        .post("/tokenize", Map.of("text", "我们用枇杷函数库写程序"))
        .json()
        .path("tokens")
        .valueStream()
        .map(token -> token.path("text").asText())
        .toList();
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement running = connection.createStatement()) {
      running.execute(statement);
    }
  }
}

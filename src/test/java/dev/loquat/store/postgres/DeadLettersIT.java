package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.DeadLetter;
import dev.loquat.store.DeadLetters.Failed;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Letters are bounded by number and by age. */
@Tag("server")
class DeadLettersIT {
  private static AgroalDataSource pool;
  private static PostgresDeadLetters letters;

  @BeforeAll
  static void open() {
    pool = SmallPool.of(TestPostgres.migratedDatabase());
    letters = new PostgresDeadLetters(Access.of(pool, 1), 3, Duration.ofDays(30));
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  private static void fails(String collection, String id) {
    letters.keep(
        collection, List.of(new Failed(id, Optional.empty(), "bad", Optional.of(new byte[] {1}))));
  }

  private static List<String> ids(String collection) {
    return letters.list(collection, 100).stream().map(DeadLetter::id).toList();
  }

  @Test
  void theOldestGoFirstWhereThereAreTooMany() {
    fails("other", "untouched");
    for (String id : List.of("a", "b", "c", "d")) {
      fails("many", id);
    }
    assertThat(ids("many")).containsExactly("d", "c", "b");
    fails("many", "b"); // the last to fail stays longest
    fails("many", "e");
    assertThat(ids("many")).containsExactly("e", "b", "d");
    assertThat(ids("other")).containsExactly("untouched");
  }

  @Test
  void whatIsTooOldGoesWithTheNextOne() throws SQLException {
    fails("aged", "old");
    fails("aged", "older");
    try (Connection connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE dead_letter SET last_failed = now() - interval '31 days' WHERE id LIKE 'old%'");
    }
    assertThat(ids("aged")).hasSize(2);
    fails("aged", "new");
    assertThat(ids("aged")).containsExactly("new");
  }
}

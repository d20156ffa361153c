package dev.loquat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class TestPostgresTest {

  @Test
  void givesEveryCallerItsOwnDatabaseWithPgvectorAndWithoutJit() throws Exception {
    var one = TestPostgres.emptyDatabase();
    var other = TestPostgres.emptyDatabase();
    assertThat(one.getDatabaseName()).isNotEqualTo(other.getDatabaseName());
    try (var connection = DriverManager.getConnection(TestPostgres.jdbcUrl(one));
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT current_database(), '[3,4]'::vector <-> '[0,0]', current_setting('jit')")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo(one.getDatabaseName());
      assertThat(rows.getDouble(2)).isEqualTo(5.0);
      assertThat(rows.getString(3)).isEqualTo("off");
    }
  }
}

package dev.loquat.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {
  @Test
  void setsNothingWithoutAUrl() {
    assertThat(new DatabaseUrl("").getPropertyNames()).isEmpty();
  }

  @Test
  void readsUserPasswordHostPortNameAndOptions() {
    DatabaseUrl url =
        new DatabaseUrl("postgres://me:p%40ss+word@db.example:5433/loquat?sslmode=require");
    assertThat(url.getValue("quarkus.datasource.jdbc.url"))
        .isEqualTo("jdbc:postgresql://db.example:5433/loquat?sslmode=require");
    assertThat(url.getValue("quarkus.datasource.username")).isEqualTo("me");
    assertThat(url.getValue("quarkus.datasource.password")).isEqualTo("p@ss+word");
    assertThat(url.getValue("loquat.store")).isEqualTo("postgres");
  }

  @Test
  void takesJdbcUrlsAsTheyAre() {
    assertThat(
            new DatabaseUrl("jdbc:postgresql://h/d?user=u").getValue("quarkus.datasource.jdbc.url"))
        .isEqualTo("jdbc:postgresql://h/d?user=u");
  }

  @Test
  void refusesOtherDatabasesWithoutTellingThePassword() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatabaseUrl("mysql://me:secret@h/d"))
        .withMessageContaining("postgres://")
        .withMessageNotContaining("secret");
  }
}

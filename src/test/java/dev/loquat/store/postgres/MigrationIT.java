package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.rank.DocLengths;
import dev.loquat.rank.PostingList;
import dev.loquat.rank.TermHash;
import dev.loquat.store.Filter;
import dev.loquat.store.Hit;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A database that was filled under an older version is read by this one. */
@Tag("server")
class MigrationIT {

  @Test
  void postingsOfTheFirstVersionAreFoundAfterTheMigration() throws Exception {
    PGSimpleDataSource database = TestPostgres.emptyDatabase();
    flyway(database, "1").migrate();
    byte[] list = PostingList.encode(new int[] {0, 1}, new int[] {3, 1}, 2, new int[] {5, 5});
    try (var connection = database.getConnection()) {
      try (var statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO collection (tenant, name, analyzer, documents, passages, next_passage,"
                + " next_segment) VALUES (1, 'old', 'a', 1, 2, 3, 8)");
      }
      try (var segment =
          connection.prepareStatement(
              "INSERT INTO segment (tenant, collection, id, docs, lengths, passages)"
                  + " VALUES (1, 1, 7, 2, ?, ?)")) {
        segment.setBytes(1, DocLengths.of(new int[] {5, 5}).encode());
        segment.setBytes(2, PassageNumbers.of(new long[] {1, 2}).encode());
        segment.executeUpdate();
      }
      for (String term : List.of("alt", "älter")) { // one hash is negative, one is not
        try (var posting =
            connection.prepareStatement("INSERT INTO posting VALUES (1, 1, ?, 7, ?)")) {
          posting.setLong(1, TermHash.of(term));
          posting.setBytes(2, list);
          posting.executeUpdate();
        }
      }
    }
    flyway(database, "latest").migrate();
    try (var pool = SmallPool.of(database)) {
      PostgresStore store = new PostgresStore(pool, 1);
      for (String term : List.of("alt", "älter")) {
        assertThat(store.keywords("old", List.of(term), 10, Filter.NONE))
            .extracting(Hit::passage)
            .containsExactly(1L, 2L);
      }
      try (var connection = pool.getConnection()) {
        assertThat(SegmentRows.number(connection)).isGreaterThan(7);
      }
    }
  }

  private static Flyway flyway(PGSimpleDataSource database, String target) {
    return Flyway.configure()
        .dataSource(database)
        .locations("filesystem:sql/migrations")
        .target(target)
        .load();
  }
}

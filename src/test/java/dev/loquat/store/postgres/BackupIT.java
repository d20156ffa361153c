package dev.loquat.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.Document;
import dev.loquat.store.Filter;
import dev.loquat.store.IndexedDocument;
import dev.loquat.store.IndexedPassage;
import dev.loquat.testing.SmallPool;
import dev.loquat.testing.TestPostgres;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What {@code pg_dump} writes brings everything back. */
@Tag("server")
class BackupIT {
  private static final float[] QUERY = {0.6f, 0.8f};

  @Test
  void aRestoredDatabaseAnswersAlikeAndTakesMore(@TempDir Path folder) throws Exception {
    PGSimpleDataSource before = TestPostgres.migratedDatabase();
    PGSimpleDataSource after = TestPostgres.emptyDatabase();
    Path dump = folder.resolve("loquat.dump");
    try (AgroalDataSource old = SmallPool.of(before);
        AgroalDataSource restored = SmallPool.of(after)) {
      // Vectors beyond two are indexed: the restore has to bring the index back as well.
      var tuning = new PostgresStore.Tuning(1 << 20, 3, 1000);
      PostgresStore store = new PostgresStore(old, 1, tuning);
      store.open("papers", "a");
      for (int i = 0; i < 10; i++) {
        store.write("papers", List.of(document(i)));
      }
      store.delete("papers", List.of("d4"));
      store.compact("papers");
      run(before, "pg_dump", "-Fc", "-f", dump.toString(), before.getDatabaseName());
      run(after, "pg_restore", "-d", after.getDatabaseName(), dump.toString());

      PostgresStore copy = new PostgresStore(restored, 1, tuning);
      assertThat(copy.collections()).isEqualTo(store.collections());
      assertThat(copy.keywords("papers", List.of("word3", "all"), 20, Filter.NONE))
          .isEqualTo(store.keywords("papers", List.of("word3", "all"), 20, Filter.NONE))
          .hasSize(9);
      assertThat(copy.nearest("papers", "m", QUERY, 20, Filter.NONE))
          .isEqualTo(store.nearest("papers", "m", QUERY, 20, Filter.NONE))
          .hasSize(9);
      assertThat(copy.document("papers", "d7")).isEqualTo(store.document("papers", "d7"));

      copy.write("papers", List.of(document(4), document(20)));
      assertThat(copy.keywords("papers", List.of("all"), 20, Filter.NONE)).hasSize(11);
    }
  }

  private static IndexedDocument document(int number) {
    float x = (float) Math.sin(number);
    float y = (float) Math.cos(number);
    return new IndexedDocument(
        new Document("d" + number, "Title", "text", Optional.empty(), Map.of("n", number)),
        "h",
        Optional.empty(),
        List.of(
            new IndexedPassage(
                0,
                4,
                List.of("all", "word" + number),
                Optional.of(new IndexedPassage.Embedded("m", new float[] {x, y})))));
  }

  private static void run(PGSimpleDataSource database, String program, String... arguments)
      throws IOException, InterruptedException, SQLException {
    List<String> line = new ArrayList<>(List.of(programs(database) + "/" + program));
    line.addAll(
        List.of(
            "-h",
            database.getServerNames()[0],
            "-p",
            String.valueOf(database.getPortNumbers()[0]),
            "-U",
            String.valueOf(database.getUser())));
    line.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", String.valueOf(database.getPassword()));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(program + ": " + said).isZero();
  }

  /** Of the server's own version. */
  private static String programs(PGSimpleDataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT setting FROM pg_config WHERE name = 'BINDIR'")) {
      rows.next();
      return rows.getString(1);
    }
  }
}

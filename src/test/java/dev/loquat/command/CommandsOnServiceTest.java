package dev.loquat.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.Filter;
import dev.loquat.store.packaged.PackagedStore;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask a running service. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class CommandsOnServiceTest {
  private static final String COLLECTION = "fruit & 水果";

  @TestHTTPResource("/")
  URI base;

  @TempDir Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String told() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void fill() {
    var reply =
        new Service(base)
            .post(
                "/ingest",
                Map.of(
                    "collection",
                    COLLECTION,
                    "documents",
                    List.of(
                        Map.of("id", "a/1", "title", "Apples", "text", "Apples grow in orchards."),
                        Map.of(
                            "id",
                            "b 2",
                            "text",
                            "Bananas grow in the tropics.",
                            "metadata",
                            Map.of("colour", "yellow")))));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void packsTheCollectionOfARunningService() {
    Path file = folder.resolve("fruit.index");
    int code =
        PackIndex.run(
            out, "--from", COLLECTION, "--out", file.toString(), "--url", base.toString());
    assertThat(code).as(told()).isZero();
    assertThat(told()).contains("2 documents");
    try (PackagedStore store = PackagedStore.open(file)) {
      assertThat(store.documentIds(COLLECTION, "", 10)).containsExactly("a/1", "b 2");
      assertThat(store.document(COLLECTION, "b 2").orElseThrow().metadata())
          .containsEntry("colour", "yellow");
      assertThat(store.keywords(COLLECTION, List.of("tropic", "tropics"), 5, Filter.NONE))
          .hasSize(1);
    }
  }

  @Test
  void saysThatTheServiceHasNoSuchCollection() {
    int code =
        PackIndex.run(
            out,
            "--from",
            "nothing",
            "--out",
            folder.resolve("x").toString(),
            "--url",
            base.toString());
    assertThat(code).isEqualTo(2);
    assertThat(told()).contains("404").contains("nothing");
  }

  @Test
  void tunesACollectionAndPutsTheBestInForce() throws IOException {
    Path queries = folder.resolve("queries.jsonl");
    Path qrels = folder.resolve("qrels.tsv");
    Files.writeString(
        queries, "{\"id\":\"1\",\"text\":\"bananas\"}\n{\"id\":\"2\",\"text\":\"orchards\"}\n");
    Files.writeString(qrels, "query\tdoc\tgrade\n1\tb 2\t1\n2\ta/1\t1\n");
    int code = tune(queries, qrels, "--from", "0.4", "--to", "0.5", "--step", "0.05");
    assertThat(code).as(told()).isZero();
    assertThat(told())
        .contains("alpha 0.4 ", "alpha 0.45", "alpha 0.5 ")
        .contains("best of 2 queries: alpha 0.45, nDCG@10 1.0000")
        .contains("in force");
    assertThat(tune(queries, folder.resolve("none.tsv"))).isEqualTo(2);
    assertThat(told()).contains("cannot tune");
  }

  private int tune(Path queries, Path qrels, String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(
                "--collection",
                COLLECTION,
                "--queries",
                queries.toString(),
                "--qrels",
                qrels.toString(),
                "--url",
                base.toString()));
    arguments.addAll(List.of(more));
    return TuneCollection.run(out, arguments.toArray(String[]::new));
  }
}

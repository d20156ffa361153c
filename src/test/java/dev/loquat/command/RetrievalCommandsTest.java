package dev.loquat.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loquat.store.packaged.PackagedStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrievalCommandsTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String told() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void evaluatesEveryCollectionOfAFolderByWayOfFusing() throws IOException {
    Path collection = Files.createDirectory(folder.resolve("fruit"));
    Files.writeString(
        collection.resolve("corpus.jsonl"),
        """
        {"id":"a","title":"Apples","text":"Apples grow on trees in orchards."}
        {"id":"b","title":"","text":"Bananas grow in the tropics."}
        {"id":"c","title":"Cars","text":""}
        """);
    Files.writeString(
        collection.resolve("queries.jsonl"),
        """
        {"id":"1","text":"where do bananas grow"}
        {"id":"2","text":"apple orchards"}
        {"id":"3","text":"not judged"}
        """);
    Files.writeString(collection.resolve("qrels.tsv"), "query\tdoc\tgrade\n1\tb\t1\n2\ta\t2\n");
    int code =
        EvaluateRetrieval.run(
            out, "--data", folder.toString(), "--from", "0.4", "--to", "0.5", "--step", "0.05");
    assertThat(code).as(told()).isZero();
    assertThat(told())
        .contains("fruit: 3 documents, 2 queries")
        .containsPattern("bm25 +1\\.0000    1\\.0000 to 1\\.0000 +1\\.0000   1\\.0000")
        .contains("vectors", "rrf", "alpha 0.400", "alpha 0.450", "alpha 0.500")
        .contains("best: ");
  }

  @Test
  void packsAFolderOnceAsLongAsItDoesNotChange() throws IOException {
    Path pages = Files.createDirectory(folder.resolve("pages"));
    Files.writeString(pages.resolve("one.md"), "# One\n\nThe first page is about quinces.\n");
    Path file = folder.resolve("pages.index");
    String[] arguments = {
      "--from", pages.toString(), "--out", file.toString(), "--collection", "fruit"
    };
    assertThat(PackIndex.run(out, arguments)).as(told()).isZero();
    assertThat(told()).contains("1 documents", "written in", "LOQUAT_PACKAGED_INDEX=");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
    assertThat(PackIndex.run(out, arguments)).isZero();
    assertThat(told()).contains("up to date");
    assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1000);
    Files.writeString(pages.resolve("two.md"), "# Two\n\nThe second page is about medlars.\n");
    assertThat(PackIndex.run(out, arguments)).isZero();
    try (PackagedStore store = PackagedStore.open(file)) {
      assertThat(store.documentIds("fruit", "", 10)).containsExactly("one", "two");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--out x | --from is missing",
        "--from . | --out is missing",
        "--from . --out | --out needs a value",
        "--from . --from . | --from is given twice",
        "--from . --out x --into y | unknown option '--into'",
      })
  void packSaysHowItIsUsed(String arguments, String message) {
    assertThat(PackIndex.run(out, arguments.split(" "))).isEqualTo(2);
    assertThat(told()).contains(message, "use: ./run pack");
  }

  @Test
  void saysWhatItCannotRead() {
    assertThat(EvaluateRetrieval.run(out, "--data", folder.toString())).isEqualTo(2);
    assertThat(told()).contains("holds no folder with corpus.jsonl");
    assertThat(EvaluateRetrieval.run(out, "--data", ".", "--step", "x")).isEqualTo(2);
    assertThat(told()).contains("--step must be a number, not 'x'", "use: ./run eval retrieval");
    assertThat(TuneCollection.run(out, "--collection", "c", "--queries", "q", "--qrels", "r"))
        .isEqualTo(2);
    assertThat(told()).contains("cannot tune");
  }
}

package dev.loquat.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loquat.testing.LoquatOnPostgres;
import dev.loquat.testing.LoquatProcess;
import dev.loquat.testing.Service;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./run ingest DIR} against the running service. */
@QuarkusTest
@QuarkusTestResource(LoquatOnPostgres.class)
@Tag("server")
class IngestFolderTest {
  @TestHTTPResource("/")
  URI base;

  @TempDir Path folder;

  private record Ran(int status, String output) {}

  private Ran run(String collection, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> arguments = arguments(collection, more);
    int status =
        IngestFolder.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            false,
            arguments.toArray(String[]::new));
    return new Ran(status, out.toString(StandardCharsets.UTF_8));
  }

  private List<String> arguments(String collection, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(folder.toString(), "--collection", collection, "--source", "s", "--url"));
    arguments.add(base.toString());
    arguments.addAll(List.of(more));
    return arguments;
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Service service() {
    return new Service(base);
  }

  private List<String> found(String collection, String query) {
    JsonNode answer =
        service().post("/retrieve", Map.of("collection", collection, "query", query)).json();
    return StreamSupport.stream(answer.path("passages").spliterator(), false)
        .map(p -> p.path("document").asText())
        .toList();
  }

  private JsonNode ledger(String collection) {
    return service().get("/collections/" + collection + "/sources/s").json().path("documents");
  }

  @Test
  void reportsEachFileThatWasAddedEditedRenamedAndDeletedAndASecondRunDoesNothing()
      throws IOException {
    write("edited.md", "# Edited\n\nOld pears.");
    write("before.md", "Renamed without a heading: plums.");
    write("deleted.md", "Deleted quinces.");
    write("kept.md", "Kept cherries.");
    assertThat(run("folder1", "--sync").output()).contains("4 added, 0 updated");

    write("added.md", "Added apples.");
    write("edited.md", "# Edited\n\nNew pears.");
    Files.createDirectories(folder.resolve("新/place"));
    Files.move(folder.resolve("before.md"), folder.resolve("新/place/after 😀.md"));
    Files.delete(folder.resolve("deleted.md"));
    assertThat(run("folder1", "--sync"))
        .isEqualTo(
            new Ran(
                0,
                lines(
                    "ingesting: 1 of 3 files",
                    "ingesting: 2 of 3 files",
                    "ingesting: 3 of 3 files",
                    "1 added, 1 updated, 1 renamed, 1 removed, 1 unchanged, 0 failed; 2 chunks")));
    assertThat(run("folder1", "--sync"))
        .isEqualTo(
            new Ran(
                0,
                lines(
                    "0 added, 0 updated, 0 renamed, 0 removed, 4 unchanged, 0 failed; 0 chunks")));
    assertThat(found("folder1", "quinces")).doesNotContain("deleted");
    assertThat(found("folder1", "plums")).contains("新/place/after 😀").doesNotContain("before");
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  @Test
  void removesNothingUnlessAskedTo() throws IOException {
    write("a.md", "Apples.");
    write("b.md", "Bananas.");
    run("folder2");
    Files.move(folder.resolve("b.md"), folder.resolve("c.md"));
    assertThat(run("folder2").output()).contains("1 added, 0 updated, 0 renamed, 0 removed");
    assertThat(ledger("folder2")).hasSize(3);
    assertThat(run("folder2", "--sync").output()).contains("1 removed");
  }

  @Test
  void takesFilesOfEveryFormatAndSaysOfEachThatFailedWhy() throws IOException {
    write("zh/笔记.md", "# 笔记\n\n枇杷是一种水果。");
    write("page.html", "<title>Page</title><p>Medlars are fruit.");
    write("table.csv", "fruit,colour\nquince,yellow\n");
    write("data.json", "{\"fruit\":\"fig\"}");
    try (XWPFDocument docx = new XWPFDocument()) {
      docx.createParagraph().createRun().setText("Dates are sweet.");
      try (var out = Files.newOutputStream(folder.resolve("word.docx"))) {
        docx.write(out);
      }
    }
    pdf("paper.pdf", "Limes are sour.");
    write("empty.txt", "");
    Files.write(folder.resolve("latin.txt"), new byte[] {'c', 'a', 'f', (byte) 0xE9, '!'});
    write("broken.pdf", "%PDF-1.7 nothing");
    write("picture.png", "x");
    write(".git/config", "hidden");
    Ran ran = run("folder3", "--sync");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.output())
        .contains("6 added", "3 failed", "not text: 1 .png")
        .contains("failed: empty.txt: is empty")
        .contains("failed: latin.txt: is not UTF-8: byte 0xE9 at 3")
        .contains("failed: broken.pdf: is a broken PDF")
        .doesNotContain("hidden");
    assertThat(found("folder3", "limes")).contains("paper.pdf");
    assertThat(found("folder3", "枇杷")).contains("zh/笔记");
    JsonNode word = service().get("/collections/folder3/documents/word.docx").json();
    assertThat(word.path("metadata").path("format").asText()).isEqualTo("docx");
    assertThat(run("folder3", "--sync").output()).contains("6 unchanged, 3 failed; 0 chunks");
  }

  private void pdf(String name, String text) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.beginText();
        content.showText(text);
        content.endText();
      }
      document.save(folder.resolve(name).toFile());
    }
  }

  @Test
  void aFileThatCanNoLongerBeReadLeavesItsLastVersionAndIsTold() throws IOException {
    write("a.txt", "Readable apricots.");
    run("folder4", "--sync");
    Files.write(folder.resolve("a.txt"), new byte[] {0, 1, 2});
    Ran ran = run("folder4", "--sync");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.output()).contains("0 removed", "failed: a.txt: is no text");
    assertThat(found("folder4", "apricots")).contains("a.txt");
  }

  @Test
  void aRunThatIsKilledGoesOnWhereItEnded() throws Exception {
    for (int i = 0; i < 200; i++) {
      write("f%03d.md".formatted(i), "Number " + i + " of many files.");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                IngestFolder.class.getName()));
    command.addAll(arguments("folder5", "--sync"));
    Process killed = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader told = killed.inputReader()) {
      for (String line = told.readLine(); !line.contains("60 of 200"); line = told.readLine()) {
        assertThat(line).startsWith("ingesting:");
      }
      killed.destroyForcibly().waitFor();
    }
    assertThat(run("folder5", "--sync").output())
        .contains("0 updated, 0 renamed, 0 removed", "0 failed")
        .doesNotContain("200 added");
    run("folder6", "--sync");
    assertThat(content("folder5")).hasSize(200).isEqualTo(content("folder6"));
  }

  private Map<String, String> content(String collection) {
    Map<String, String> out = new TreeMap<>();
    ledger(collection).forEach(e -> out.put(e.path("id").asText(), e.path("revision").asText()));
    return out;
  }

  @Test
  void saysWhyItCannotGoOn() throws IOException {
    write("a.md", "Apples.");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String nowhere = "http://localhost:" + LoquatProcess.freePort();
    int status = IngestFolder.run(new PrintStream(out), false, folder.toString(), "--url", nowhere);
    assertThat(status).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("broken off: ", "to go on");
    assertThat(IngestFolder.run(new PrintStream(out), false, "/no/such/folder")).isEqualTo(2);
    assertThat(IngestFolder.run(new PrintStream(out), false, folder.toString(), "--nonsense"))
        .isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("'/no/such/folder' is no folder", "unknown option '--nonsense'");
  }
}

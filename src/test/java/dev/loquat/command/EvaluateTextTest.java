package dev.loquat.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTextTest {
  private static final String TREE =
      """
      # text = I can't stay.
      1\tI\tI\tPRON\tPRP\t_\t4\tnsubj\t_\t_
      2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
      2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
      3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
      4\tstay\tstay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
      5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

      """;

  @TempDir Path folder;

  @Test
  void everyAnnotatedFileOfAFolderIsARow() throws IOException {
    write("ud-en/dev.conllu", TREE);
    write("gold.utf8", "我们\u3000今天\u3000出发\n");
    write("names.iob2", "# text = Paris\n1\tParis\tB-LOC\n\n");
    write("names.conll", "北\tB-LOC\n京\tI-LOC\n很\tO\n大\tO\n\n");
    write("notes.txt", "not annotated");

    Ran ran = run("--data", folder.toString());

    assertThat(ran.code).isZero();
    assertThat(ran.row("ud-en/dev.conllu"))
        .containsExactly("1", "1.0000", "1.0000", "1.0000", "-", "1.0000");
    assertThat(ran.row("gold.utf8")).containsExactly("1", "1.0000", "-", "-", "-", "-");
    assertThat(ran.row("names.iob2")).startsWith("1", "-", "-", "-");
    assertThat(ran.row("names.conll")).startsWith("1", "-", "-", "-");
    assertThat(ran.printed).doesNotContain("notes.txt").contains("a sentence took");
  }

  @Test
  void trainingDataIsLeftOutUnlessNamed() throws IOException {
    Path file = write("ud-en/train.conllu", TREE);
    write("ud-en/dev.conllu", TREE);

    assertThat(run("--data", folder.toString()).printed).contains("left out: training data");
    assertThat(run("--data", file.toString()).row(file.toString())).contains("1.0000");
  }

  @Test
  void aFileThatCannotBeMeasuredIsNamedAndTheOthersAreMeasured() throws IOException {
    Files.write(folder.resolve("broken.utf8"), new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'});
    write("empty.iob2", "\n\n");
    write("wrong.iob2", "1\tParis\tLOC\n");
    write("good.utf8", "我们\n");

    Ran ran = run("--data", folder.toString());

    assertThat(ran.code).isEqualTo(1);
    assertThat(ran.printed)
        .contains("broken.utf8 is not UTF-8")
        .contains("wrong.iob2: the tag LOC of Paris is neither O nor B-... nor I-...")
        .contains("empty.iob2 holds no sentence of the kind IOB2");
    assertThat(ran.row("good.utf8")).contains("1.0000");
  }

  @Test
  void wrongArgumentsSayWhatIsWrong() throws IOException {
    Path unknown = write("notes.txt", "x");
    assertThat(run()).satisfies(r -> says(r, "--data is missing"));
    assertThat(run("--date", "x")).satisfies(r -> says(r, "unknown option '--date'"));
    assertThat(run("--data")).satisfies(r -> says(r, "--data needs a folder or a file"));
    assertThat(run("--data", "nowhere")).satisfies(r -> says(r, "'nowhere' does not exist"));
    assertThat(run("--data", unknown.toString())).satisfies(r -> says(r, "notes.txt"));
  }

  @Test
  void aFolderWithoutAnnotatedFilesIsAnError() {
    Ran ran = run("--data", folder.toString());

    assertThat(ran.code).isEqualTo(1);
    assertThat(ran.printed).contains("no file under").contains(".conllu");
  }

  private static void says(Ran ran, String message) {
    assertThat(ran.code).isEqualTo(2);
    assertThat(ran.printed).contains(message).contains("use: ./run eval text --data");
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static Ran run(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int code = EvaluateText.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), arguments);
    return new Ran(code, bytes.toString(StandardCharsets.UTF_8));
  }

  private record Ran(int code, String printed) {
    String[] row(String file) {
      String line = printed.lines().filter(l -> l.startsWith(file + " ")).findFirst().orElseThrow();
      return line.substring(file.length()).strip().split(" +");
    }
  }
}
